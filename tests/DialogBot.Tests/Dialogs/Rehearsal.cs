using System.Globalization;
using DialogBot.Tests.Conversations;
using DialogBot.Understanding;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace DialogBot.Tests.Dialogs;

/// <summary>A call to the real bot with the real understanding, its borders recorded.</summary>
internal sealed class Rehearsal
{
    public static readonly string Prompts = Path.Combine(AppContext.BaseDirectory, "prompts");
    private static readonly Lazy<Understander> Understanding = new(() => Understander.Load(Prompts));
    private int turns;

    public Rehearsal(Caller? caller, string now, RecordingDesk? desk = null)
    {
        Desk = desk ?? new RecordingDesk(caller);
        Time = new ManualTime(Moment(now));
        Bot = Bot.Load(Prompts, Understanding.Value, Desk, Desk, Desk, Store, Time, NullLogger<Bot>.Instance);
    }

    public Bot Bot { get; }

    public RecordingDesk Desk { get; }

    public KeptConversations Store { get; } = new();

    public ManualTime Time { get; }

    public IncomingCall Call { get; } = new("c1", "07735550101", "phone", "guilin");

    public Reply? Last { get; private set; }

    /// <summary>Words of Asia/Shanghai to UTC.</summary>
    public static DateTimeOffset Moment(string local) =>
        new DateTimeOffset(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8)).ToUniversalTime();

    public async Task<Reply> Open() => Last = await Bot.OpenAsync(Call, CancellationToken.None);

    public async Task<Reply> Say(string words, params IEnumerable<string> or)
    {
        var guesses = or.Prepend(words).Select(guess => new Hypothesis(guess)).ToArray();
        return Last = await Bot.HearAsync(Call, new Utterance(guesses, $"t{++turns}"), CancellationToken.None);
    }

    public async Task<Reply> SayAgain(string words) => Last = await Bot.HearAsync(Call, Utterance.Typed(words, $"t{turns}"), CancellationToken.None);

    public async Task<Reply> Silence() => Last = await Bot.SilenceAsync(Call, $"t{++turns}", CancellationToken.None);

    public async Task<Reply> Press(char key) => Last = await Bot.KeyAsync(Call, key, $"t{++turns}", CancellationToken.None);

    public Task<bool> Watch(string partial) => Bot.WatchAsync(Call, partial, CancellationToken.None);
}
