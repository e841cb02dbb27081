using System.Collections.Concurrent;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// Answers that may take longer than a webhook has: each is looked for once, by its name, however often it is asked for, and given when it is
/// there.
/// </summary>
internal sealed class LateAnswers(WebhookBudget budget, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<string, Answer> answers = new(StringComparer.Ordinal);

    /// <param name="find">Looks for the answer; not called where somebody does already. Catches what breaks in it.</param>
    /// <param name="wait">What is said instead, as long as the answer is not there.</param>
    public Task<Twiml> GiveAsync(string name, Func<Task<Twiml>> find, Func<Twiml> wait)
    {
        Forget();
        var answer = answers.GetOrAdd(name, _ => new Answer(new Lazy<Task<Twiml>>(find), time.GetUtcNow()));
        return WithinAsync(answer, wait);
    }

    /// <summary>The answer that is being looked for, or null where this machine does not know of it.</summary>
    public async Task<Twiml?> AskAgainAsync(string name, Func<Twiml> wait) =>
        answers.TryGetValue(name, out var answer) ? await WithinAsync(answer, wait) : null;

    private async Task<Twiml> WithinAsync(Answer answer, Func<Twiml> wait) =>
        await budget.IsDoneAsync(answer.Found.Value) ? await answer.Found.Value : wait();

    private void Forget()
    {
        var before = time.GetUtcNow() - Remembered;
        foreach (var (name, answer) in answers)
        {
            if (answer.Began < before)
            {
                answers.TryRemove(new KeyValuePair<string, Answer>(name, answer));
            }
        }
    }

    private sealed record Answer(Lazy<Task<Twiml>> Found, DateTimeOffset Began);
}
