using Dispatch.Queue;
using StackExchange.Redis;

namespace Dispatch.Offers;

/// <summary>Carriers deliver the same message several times, and machines answer machines: what was heard and answered before.</summary>
internal sealed class HeardMessages(RedisStore redis, OfferPolicy policy)
{
    private static readonly TimeSpan Working = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(3);
    private static readonly TimeSpan UnknownSilence = TimeSpan.FromDays(30);

    /// <summary>False where the message was heard before, or is being heard right now.</summary>
    public Task<bool> BeginAsync(string messageId, CancellationToken cancellation) =>
        redis.AskAsync(database => database.StringSetAsync(KeyOf("heard", messageId), "working", Working, When.NotExists), cancellation);

    public Task EndAsync(string messageId, CancellationToken cancellation) =>
        redis.AskAsync(database => database.StringSetAsync(KeyOf("heard", messageId), "heard", Remembered), cancellation);

    /// <summary>Something broke: when the carrier delivers it again it is heard.</summary>
    public Task ForgetAsync(string messageId, CancellationToken cancellation) =>
        redis.AskAsync(database => database.KeyDeleteAsync(KeyOf("heard", messageId)), cancellation);

    /// <summary>A number that the registry does not know is answered once.</summary>
    public Task<bool> MayAnswerUnknownAsync(string phone, CancellationToken cancellation) =>
        redis.AskAsync(database => database.StringSetAsync(KeyOf("unknown", phone), "answered", UnknownSilence, When.NotExists), cancellation);

    /// <summary>What is not understood is answered a few times; then it is a machine, or somebody who should be called.</summary>
    public Task<bool> MayClarifyAsync(string phone, CancellationToken cancellation) =>
        redis.AskAsync(
            async database =>
            {
                var key = KeyOf("clarified", phone);
                var count = await database.StringIncrementAsync(key);
                if (count == 1)
                {
                    await database.KeyExpireAsync(key, policy.Clarify.Within);
                }

                return count <= policy.Clarify.Most;
            },
            cancellation);

    private static RedisKey KeyOf(string what, string id) => $"vc:{{sms}}:{what}:{id}";
}
