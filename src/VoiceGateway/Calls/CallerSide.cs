using System.Threading.Channels;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>The caller's side of the conversation: turns what comes from the telephone into turns to be answered.</summary>
internal sealed class CallerSide : ILegListener, IDisposable
{
    // A caller who says more than this while one answer is being found is not listening to answers.
    private const int MostWaiting = 8;

    private readonly Channel<CallerTurn> turns = Channel.CreateUnbounded<CallerTurn>();
    private readonly Ear ear;
    private readonly Mouth mouth;
    private readonly TimeProvider time;
    private readonly Action<Sound, CallerTurn?> watch;
    private readonly Action<string> watchTyping;
    private long lastActive;

    /// <param name="watch">Takes what may hold danger before it is a turn, or the turn that it only is if it does.</param>
    /// <param name="watchTyping">The same for what is still being typed.</param>
    public CallerSide(IVoiceActivity voice, Mouth mouth, CallOptions options, TimeProvider time, Action<Sound, CallerTurn?> watch, Action<string> watchTyping)
    {
        this.mouth = mouth;
        this.time = time;
        this.watch = watch;
        this.watchTyping = watchTyping;
        lastActive = time.GetTimestamp();
        ear = new Ear(voice, options) { OnBargeIn = BargeIn, OnBeginning = speech => watch(speech, null), OnUtterance = Spoken };
    }

    /// <summary>The caller has said something that is not answered yet, or is saying it.</summary>
    public bool HasMore => ear.Busy || turns.Reader.Count > 0;

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
            if (left <= TimeSpan.Zero && !ear.Busy)
            {
                return new CallerTurn.Silent();
            }

            await SomethingAsync(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    /// <summary>Waits while the caller is in the middle of an utterance, but not longer than <paramref name="most"/>.</summary>
    public async Task PauseAsync(TimeSpan most, CancellationToken cancellation)
    {
        var since = time.GetTimestamp();
        while (ear.Busy && time.GetElapsedTime(since) < most)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellation);
        }
    }

    public void Dispose() => ear.Dispose();

    private async Task SomethingAsync(TimeSpan most, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(turns.Reader.WaitToReadAsync(enough.Token).AsTask(), Task.Delay(most, time, enough.Token));
        await enough.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private void BargeIn()
    {
        if (mouth.Interrupt())
        {
            CallMeter.BargedIn();
        }
    }

    private void Spoken(Sound speech, bool bargedIn)
    {
        Active();
        var pause = (long)(ear.Silence.TotalSeconds * time.TimestampFrequency);
        var turn = new CallerTurn.Spoken(speech, time.GetTimestamp() - pause);
        if (mouth.IsMidReply && !bargedIn)
        {
            // A "嗯" while we speak is no answer; but it could be a cry.
            watch(speech, turn);
        }
        else
        {
            Offer(turn);
        }
    }

    private void Offer(CallerTurn turn)
    {
        Active();
        if (turns.Reader.Count < MostWaiting)
        {
            turns.Writer.TryWrite(turn);
        }
    }

    private void Active() => Interlocked.Exchange(ref lastActive, time.GetTimestamp());
}
