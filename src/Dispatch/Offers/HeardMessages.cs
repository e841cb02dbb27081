using Dispatch.Queue;
using StackExchange.Redis;

namespace Dispatch.Offers;

/// <summary>Carriers deliver the same message several times, and machines answer machines: what was heard and answered before.</summary>
internal sealed class HeardMessages(RedisStore redis, OfferPolicy policy)
{
    private const string Working = "working";

    /// <summary>Whoever hears a message is done with it in this time, or has died.</summary>
    private static readonly TimeSpan AtWork = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(3);

    /// <summary>For good, as far as a store that may forget can say so.</summary>
    private static readonly TimeSpan UnknownSilence = TimeSpan.FromDays(3650);

    /// <summary>False where the message was heard before. Waits while somebody else is hearing it, who may not live to do so.</summary>
    public async Task<bool> BeginAsync(string messageId, CancellationToken cancellation)
    {
        var key = KeyOf("heard", messageId);
        while (!await redis.AskAsync(database => database.StringSetAsync(key, Working, AtWork, When.NotExists), cancellation))
        {
            if (await redis.AskAsync(database => database.StringGetAsync(key), cancellation) is { IsNull: false } mark && mark != Working)
            {
                return false;
            }

            // The mark runs out by the server's clock, whatever clock the desk has.
            await Task.Delay(LookAgain, TimeProvider.System, cancellation);
        }

        return true;
    }

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
