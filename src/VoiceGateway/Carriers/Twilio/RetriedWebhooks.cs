using System.Collections.Concurrent;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// Answers a webhook that Twilio sends again as it was answered before, also while the first is still being answered. Twilio marks the
/// retries of one webhook with one token; whatever must not happen twice is guarded by its own name besides, for retries may come to
/// another machine.
/// </summary>
internal sealed class RetriedWebhooks(TimeProvider time)
{
    public const string Token = "I-Twilio-Idempotency-Token";

    // Twilio retries for 15 s.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Answer> answers = new(StringComparer.Ordinal);

    public async ValueTask<object?> OnceAsync(HttpContext context, Func<ValueTask<object?>> answer)
    {
        var token = context.Request.Headers[Token].ToString();
        if (token.Length == 0)
        {
            return await answer();
        }

        Forget();
        var name = $"{context.Request.Path} {token}";
        var first = answers.GetOrAdd(name, _ => new Answer(time.GetUtcNow(), new Lazy<Task<object?>>(() => answer().AsTask())));
        try
        {
            return await first.Given.Value;
        }
        catch
        {
            // What broke is tried again by the next retry.
            answers.TryRemove(new KeyValuePair<string, Answer>(name, first));
            throw;
        }
    }

    private void Forget()
    {
        var before = time.GetUtcNow() - Remembered;
        foreach (var (name, answer) in answers)
        {
            if (answer.At < before)
            {
                answers.TryRemove(new KeyValuePair<string, Answer>(name, answer));
            }
        }
    }

    private sealed record Answer(DateTimeOffset At, Lazy<Task<object?>> Given);
}
