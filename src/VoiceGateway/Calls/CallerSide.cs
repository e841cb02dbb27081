using System.Threading.Channels;
using DialogBot.Understanding;
using VoiceGateway.Calls.TurnTaking;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>The caller's side of the conversation: turns what comes from the telephone into turns to be answered.</summary>
internal sealed class CallerSide : ILegListener, IDisposable
{
    // A caller who says more than this while one answer is being found is not listening to answers.
    private const int MostWaiting = 8;

    // Less is not looked at before it is a turn: nothing would be seen in it.
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(0.8);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Channel<CallerTurn> turns = Channel.CreateUnbounded<CallerTurn>();
    private readonly CallerLevel level = new();
    private readonly Ear ear;
    private readonly HeardAhead ahead;
    private readonly Mouth mouth;
    private readonly TurnWords words;
    private readonly CallOptions options;
    private readonly TimeProvider time;
    private readonly Action<Sound, CallerTurn?, int> watch;
    private readonly Action<string> watchTyping;
    private Expectation expects;
    private volatile Beginning begins = Beginning.Unheard;
    private int utterance;
    private bool mayBeEcho;
    private long lastActive;
    private long lastEnded;

    /// <param name="pace">The caller's pauses, as far as they are known from earlier calls.</param>
    /// <param name="watch">Takes what may hold danger: the beginning of an utterance with its number, or the turn that it only is if it does.</param>
    /// <param name="recogniseAhead">Recognises what may be a whole turn, of that number; null where nobody does.</param>
    /// <param name="watchTyping">The same for what is still being typed.</param>
    public CallerSide(
        IVoiceActivity voice, Mouth mouth, TurnWords words, Pace pace, CallOptions options, TimeProvider time, Action<Sound, CallerTurn?, int> watch,
        Func<Sound, int, CancellationToken, Task<Recognition>?> recogniseAhead, Action<string> watchTyping)
    {
        ahead = new HeardAhead(recogniseAhead);
        this.mouth = mouth;
        this.words = words;
        this.options = options;
        this.time = time;
        this.watch = watch;
        this.watchTyping = watchTyping;
        Pace = pace;
        lastActive = time.GetTimestamp();
        ear = new Ear(voice, options) { BargesIn = BargesIn, OnPause = GoesOn, OnBeginning = speech => watch(speech, null, utterance), OnMayBeOver = MayBeOver, OnUtterance = Spoken };
        Expect(Expectation.Anything);
    }

    /// <summary>The caller's pauses, as this call has shown them.</summary>
    public Pace Pace { get; private set; }

    /// <summary>The caller has said something that is not answered yet, or is saying it.</summary>
    public bool HasMore => IsSpeaking || turns.Reader.Count > 0;

    /// <summary>The caller is speaking; a television behind them does not count.</summary>
    private bool IsSpeaking => ear.Busy && !IsFar;

    private bool IsFar => level.IsFar(ear.Level, mouth.IsSpeaking);

    public void Sound(ReadOnlySpan<byte> muLaw) => ear.Hear(muLaw);

    public void Key(char key)
    {
        mouth.Interrupt();
        Offer(new CallerTurn.Pressed(key));
    }

    public void Typed(string text, bool final)
    {
        Active();
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (final)
        {
            mouth.Interrupt();
            Offer(new CallerTurn.Typed(text));
        }
        else
        {
            watchTyping(text);
        }
    }

    public void Marked(string name) => mouth.Marked(name);

    /// <summary>Puts a turn in that does not come from the telephone.</summary>
    public void Add(CallerTurn turn) => turns.Writer.TryWrite(turn);

    /// <summary>The caller is asked for this.</summary>
    public void Expect(Expectation answer)
    {
        expects = answer;
        BePatient();
    }

    /// <summary>So much was recognised of the beginning of an utterance. It may be over by now.</summary>
    public void Begins(string text, int number)
    {
        if (number == Volatile.Read(ref utterance))
        {
            begins = new Beginning(text, Interruption.Matters(text, mouth.Said, words));
            BePatient();
        }
    }

    /// <summary>Timestamp of the caller's last sound: now, while they speak.</summary>
    /// <param name="before">The last that is known.</param>
    public long LastSound(long before) => IsSpeaking ? time.GetTimestamp() : Math.Max(before, Interlocked.Read(ref lastEnded));

    /// <summary>The next turn, or <see cref="CallerTurn.Silent"/> when the caller has been quiet for so long.</summary>
    public async Task<CallerTurn> NextAsync(TimeSpan patience, CancellationToken cancellation)
    {
        Active();
        while (true)
        {
            if (turns.Reader.TryRead(out var turn))
            {
                return turn;
            }

            var left = patience - time.GetElapsedTime(Interlocked.Read(ref lastActive));
            if (left <= TimeSpan.Zero && !IsSpeaking)
            {
                return new CallerTurn.Silent();
            }

            await SomethingAsync(left > TimeSpan.Zero ? left : Look, cancellation);
        }
    }

    /// <summary>The whole of a turn that was taken for ended too early: by its words it goes on, or the caller has gone on speaking.</summary>
    /// <param name="heard">What was recognised of it.</param>
    /// <returns>Null when it is whole.</returns>
    public async Task<CallerTurn.Spoken?> WholeAsync(CallerTurn.Spoken turn, string heard, CancellationToken cancellation)
    {
        var patience = Endpointing.Silence(Pace, expects, heard, words, options);
        while (true)
        {
            if (turns.Reader.TryPeek(out var next))
            {
                return next is CallerTurn.Spoken rest && turn.Speech.Length + rest.Speech.Length <= options.LongestUtterance && turns.Reader.TryRead(out _)
                    ? turn.With(rest)
                    : null;
            }

            if (time.GetElapsedTime(turn.EndedAt) >= patience && !IsSpeaking)
            {
                return null;
            }

            await SomethingAsync(Look, cancellation);
        }
    }

    /// <summary>Waits while the caller is in the middle of an utterance, but not longer than <paramref name="most"/>.</summary>
    public async Task PauseAsync(TimeSpan most, CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        while (IsSpeaking && time.GetElapsedTime(since) < most)
        {
            await Task.Delay(Look, time, cancellation);
        }
    }

    public void Dispose()
    {
        ahead.Dispose();
        ear.Dispose();
    }

    private async Task SomethingAsync(TimeSpan most, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(turns.Reader.WaitToReadAsync(enough.Token).AsTask(), Task.Delay(most, time, enough.Token));
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private bool BargesIn(TimeSpan speech)
    {
        // Whether it is an echo is only asked of what would else stop the voice.
        var heard = new Interruption(speech, IsFar, IsEcho: false, begins.Says);
        if (!heard.Stops(options))
        {
            return false;
        }

        var echo = mouth.IsEchoed(ear.Loudness);
        mayBeEcho |= echo;
        if (!(heard with { IsEcho = echo }).Stops(options))
        {
            return false;
        }

        if (mouth.Interrupt())
        {
            CallMeter.BargedIn();
        }

        return true;
    }

    private void GoesOn(TimeSpan pause)
    {
        ahead.Drop();
        Learn(pause);
    }

    /// <summary>What may have to be answered is recognised for it; else a look at it tells whether it matters.</summary>
    private void MayBeOver(Sound speech, TimeSpan spoken)
    {
        var isAnswered = !IsFar && !mouth.IsMidReply && ahead.TryBegin(speech, utterance);
        if (!isAnswered && spoken >= ShortestLook)
        {
            watch(speech, null, utterance);
        }
    }

    private void Spoken(Sound speech, TimeSpan spoken, bool bargedIn)
    {
        var silence = Ticks(ear.Silence);
        var turn = new CallerTurn.Spoken(speech, time.GetTimestamp() - silence) { MayBeEcho = mayBeEcho, Ahead = ahead.Take() };
        mayBeEcho = false;
        var far = IsFar;
        if (!far || level.IsKnown)
        {
            level.Heard(ear.Level);
        }

        Interlocked.Increment(ref utterance);
        Begins("", utterance);
        if (far || (mouth.IsMidReply && !bargedIn))
        {
            // A "嗯" while we speak is no answer, nor is what the television says; but it could be a cry.
            watch(speech, turn, utterance);
            return;
        }

        CallMeter.Ended(ear.Silence);
        WasCut(turn.EndedAt - Ticks(spoken));
        Interlocked.Exchange(ref lastEnded, turn.EndedAt);
        Offer(turn);
    }

    /// <summary>Who went on before we had answered was only pausing.</summary>
    private void WasCut(long beganAt)
    {
        var before = Interlocked.Read(ref lastEnded);
        if (before > 0 && beganAt > before && !mouth.SpokeSince(before) && time.GetElapsedTime(before, beganAt) is var pause && pause < options.LongestPause)
        {
            Learn(pause);
        }
    }

    private void Learn(TimeSpan pause)
    {
        Pace = Pace.After(pause);
        BePatient();
    }

    private void BePatient() => ear.EndOfSpeech = Endpointing.Silence(Pace, expects, begins.Text, words, options);

    private void Offer(CallerTurn turn)
    {
        Active();
        if (turns.Reader.Count < MostWaiting)
        {
            turns.Writer.TryWrite(turn);
        }
    }

    private void Active() => Interlocked.Exchange(ref lastActive, time.GetTimestamp());

    private long Ticks(TimeSpan length) => (long)(length.TotalSeconds * time.TimestampFrequency);

    /// <summary>What was recognised of the utterance that goes on, and whether it says anything to us.</summary>
    private sealed record Beginning(string Text, bool? Says)
    {
        public static readonly Beginning Unheard = new("", null);
    }
}
