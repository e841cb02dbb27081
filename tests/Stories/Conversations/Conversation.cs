using System.Globalization;
using System.Text.RegularExpressions;
using VoiceGateway.Commands;
using VoiceGateway.Media;

namespace Stories.Conversations;

/// <summary>Plays a <see cref="SpokenCall"/> on a line to the running hotline, as a telephone and the person who holds it would.</summary>
internal sealed partial class Conversation : IAsyncDisposable
{
    private static readonly string[] Programme = ["今天晚上到明天白天，多云转小雨。", "欢迎收看今晚的电视节目，下面请看新闻。", "对，是的，好的，没有了。"];
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly SpeakingHotline hotline;
    private readonly SpokenCall call;
    private readonly CallLine line;
    private readonly Lock gate = new();
    private readonly long began = TimeProvider.System.GetTimestamp();
    private readonly List<string> transcript = [];
    private string bot = "";
    private int heard;
    private int cleared;
    private bool listening;
    private bool hasSpoken;

    private Conversation(SpokenCall call, SpeakingHotline hotline, short[] television)
    {
        this.call = call;
        this.hotline = hotline;
        var room = new Room(television, call.Television, call.Echo);
        line = new CallLine(TimeProvider.System) { Room = room.Next };
        line.Sounded += room.Plays;
        line.Cleared += room.Clears;
        line.Cleared += () => Interlocked.Increment(ref cleared);
        line.Cleared += () => Note("(the voice stops)");
        line.Captioned += Captioned;
        line.StateChanged += state => Volatile.Write(ref listening, state is "listening" or "waiting");
    }

    public static async Task<Conversation> DialAsync(SpokenCall call, SpeakingHotline hotline)
    {
        var television = new List<short>();
        foreach (var sentence in call.Television > 0 ? Programme : [])
        {
            television.AddRange(await SoundOfAsync(hotline, sentence));
        }

        var conversation = new Conversation(call, hotline, [.. television]);
        await conversation.line.DialAsync(hotline.Address, call.From, "12349", CancellationToken.None);
        return conversation;
    }

    public async Task PlayAsync()
    {
        foreach (var turn in call.Turns)
        {
            await PlayAsync(turn);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await line.HangUpAsync();
        await UntilAsync(() => line.IsOver, Patience.Limit, "the line was not closed");
        await line.DisposeAsync();
    }

    private async Task PlayAsync(SpokenCall.Turn turn)
    {
        var speech = turn.Says is { } words ? await SpeechAsync(words) : [];
        if (turn.Into is { } into)
        {
            await UntilAsync(() => !line.IsQuiet, Patience.Limit, "the bot did not begin to speak");
            await Task.Delay(TimeSpan.FromSeconds(into), TimeProvider.System);
        }
        else if (turn.Says is not null)
        {
            await UntilAsync(() => Volatile.Read(ref listening) && line.IsQuiet, Patience.Limit, "the bot did not finish");
        }

        var (pieces, stops) = (heard, cleared);
        if (turn.Into is null)
        {
            Forget();
        }

        Note($"(the caller says {turn.Says})");
        line.Speak(new Sound(speech, TelephoneWav.Rate));
        await UntilAsync(() => line.HasSpoken, Patience.Limit, "the line did not carry the caller's speech");
        await UntilAsync(() => turn.Hears.TrueForAll(Bot.Contains) && heard >= pieces + (turn.Turns ?? 0), TimeSpan.FromSeconds(turn.Within), $"{string.Join('、', turn.Hears)} after {turn.Says}");
        Assert.True((turn.Turns ?? heard - pieces) == heard - pieces, $"{call.Name}: {turn.Says} was heard in {heard - pieces} pieces{Transcript}");
        Assert.True((turn.Stops ?? cleared > stops) == cleared > stops, $"{call.Name}: the voice was stopped {cleared - stops} times by {turn.Says}{Transcript}");
    }

    private string Transcript
    {
        get
        {
            lock (gate)
            {
                return $"\n{string.Join('\n', transcript)}";
            }
        }
    }

    private string Bot
    {
        get
        {
            lock (gate)
            {
                return bot;
            }
        }
    }

    /// <summary>What is heard from now on answers this turn; the greeting answers the first.</summary>
    private void Forget()
    {
        lock (gate)
        {
            bot = hasSpoken ? "" : bot;
            hasSpoken = true;
        }
    }

    private void Captioned(string who, string text)
    {
        lock (gate)
        {
            bot += who == "bot" ? text : "";
            heard += who == "caller" ? 1 : 0;
        }

        Note($"{who}: {text}");
    }

    private void Note(string what)
    {
        lock (gate)
        {
            transcript.Add(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(began).TotalSeconds,6:F2} {what}"));
        }
    }

    private async Task<short[]> SpeechAsync(string says)
    {
        var speech = new List<short>();
        foreach (Match part in Parts().Matches(says))
        {
            speech.AddRange(part.Groups["pause"] is { Success: true, Value: var seconds }
                ? new short[(int)(double.Parse(seconds, CultureInfo.InvariantCulture) * TelephoneWav.Rate)]
                : await SoundOfAsync(hotline, part.Value));
        }

        return [.. speech];
    }

    private static async Task<short[]> SoundOfAsync(SpeakingHotline hotline, string sentence)
    {
        var muLaw = await hotline.SayAsync(sentence);
        var samples = new short[muLaw.Length];
        MuLaw.Decode(muLaw.Span, samples);
        return samples;
    }

    private async Task UntilAsync(Func<bool> happened, TimeSpan limit, string what)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!happened())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < limit, $"{call.Name}: {what}{Transcript}");
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    [GeneratedRegex(@"\((?<pause>[0-9.]+)\)|[^(]+")]
    private static partial Regex Parts();
}
