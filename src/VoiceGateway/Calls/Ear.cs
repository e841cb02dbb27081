using System.Buffers;
using VoiceGateway.Calls.TurnTaking;
using VoiceGateway.Media;
using VoiceGateway.Speech;

namespace VoiceGateway.Calls;

/// <summary>Cuts the sound of one leg into utterances. Runs on the leg's reading loop; allocates only when an utterance ends.</summary>
internal sealed class Ear : IDisposable
{
    private const int Slice = Sound.Telephone / 50;

    // Speech is noticed up to 0.3 s late.
    private const int Before = Sound.Telephone * 4 / 10;
    private const int FirstRoom = Sound.Telephone * 4;

    // Earlier than this a guess at a beginning is garbage.
    private const int FirstGuess = Sound.Telephone * 3 / 2;
    private const int NextGuess = Sound.Telephone * 6 / 5;

    // So soon in a pause it is guessed at once more: whether it is an end depends on what was said.
    private static readonly TimeSpan GuessInPause = TimeSpan.FromSeconds(0.2);

    // How fast the level follows what is louder: one click does not make it.
    private const double LevelRise = 0.25;

    private readonly IVoiceActivity voice;
    private readonly int longest;
    private readonly short[] slice = new short[Slice];
    private readonly float[] loudness = new float[OwnVoice.Compared];
    private short[] heard = ArrayPool<short>.Shared.Rent(FirstRoom);
    private int length;
    private int startedAt;
    private int guessAt;
    private long endOfSpeech;
    private double level;
    private bool open;
    private bool bargedIn;

    public Ear(IVoiceActivity voice, CallOptions options)
    {
        this.voice = voice;
        EndOfSpeech = options.EndOfSpeech;
        longest = Samples(options.LongestUtterance);
    }

    /// <summary>Speech has gone on for so long: whether it interrupts. Asked until it does, once a slice of an utterance.</summary>
    public required Func<TimeSpan, bool> BargesIn { get; init; }

    /// <summary>The caller has gone on after a pause.</summary>
    public required Action<TimeSpan> OnPause { get; init; }

    /// <summary>The beginning of an utterance that still goes on.</summary>
    public required Action<Sound> OnBeginning { get; init; }

    /// <summary>An utterance in a pause that may be its end, and for how long of it there was speech.</summary>
    public required Action<Sound, TimeSpan> OnMayBeOver { get; init; }

    /// <summary>An utterance, for how long of it there was speech, and whether it was an interruption.</summary>
    public required Action<Sound, TimeSpan, bool> OnUtterance { get; init; }

    /// <summary>So much silence ends an utterance. May be set by any thread at any time.</summary>
    public TimeSpan EndOfSpeech
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref endOfSpeech));
        set => Interlocked.Exchange(ref endOfSpeech, value.Ticks);
    }

    /// <summary>Somebody is speaking or in a pause too short to end the utterance.</summary>
    public bool Busy => Volatile.Read(ref open);

    /// <summary>How loud the utterance that goes on, or the last one, is at its loudest.</summary>
    public double Level => Volatile.Read(ref level);

    /// <summary>How long the caller has been quiet. For the reading loop only.</summary>
    public TimeSpan Silence => voice.Silence;

    /// <summary>Loudness of the last slices of 20 ms, the latest last. For the reading loop only.</summary>
    public ReadOnlySpan<float> Loudness => loudness;

    public void Hear(ReadOnlySpan<byte> muLaw)
    {
        while (!muLaw.IsEmpty)
        {
            var part = slice.AsSpan(0, Math.Min(Slice, muLaw.Length));
            MuLaw.Decode(muLaw[..part.Length], part);
            Hear(part);
            muLaw = muLaw[part.Length..];
        }
    }

    public void Dispose()
    {
        voice.Dispose();
        ArrayPool<short>.Shared.Return(heard);
        heard = [];
    }

    private void Hear(ReadOnlySpan<short> samples)
    {
        Keep(samples);
        Measure(samples);
        voice.MinSilence = EndOfSpeech;
        var (wasOpen, before) = (open, voice.Silence);
        var change = voice.Feed(samples);
        if (change == VoiceChange.Started && !open)
        {
            Begin();
        }

        if (!open)
        {
            return;
        }

        if (wasOpen)
        {
            Pauses(before);
        }

        if (change == VoiceChange.Ended || length >= longest)
        {
            End();
            if (voice.Speaking && change != VoiceChange.Ended)
            {
                // It was cut for its length: what follows is an utterance of its own.
                Begin();
            }

            return;
        }

        bargedIn = bargedIn || BargesIn(Spoken);
        if (voice.Silence >= GuessInPause)
        {
            // Nothing new is said in a pause: it is looked at once, with all that is known.
            guessAt = Math.Max(guessAt, length);
            if (wasOpen && before < GuessInPause)
            {
                OnMayBeOver(Copy(), Spoken);
            }
        }
        else if (length >= guessAt)
        {
            guessAt = length + NextGuess;
            OnBeginning(Copy());
        }
    }

    private TimeSpan Spoken => TimeSpan.FromSeconds((double)(length - startedAt) / Sound.Telephone) - voice.Silence;

    private void Measure(ReadOnlySpan<short> samples)
    {
        var now = (float)Sound.LoudnessOf(samples);
        loudness.AsSpan(1).CopyTo(loudness);
        loudness[^1] = now;
        if (open && now > level)
        {
            Volatile.Write(ref level, level + ((now - level) * LevelRise));
        }
    }

    /// <param name="before">The silence before this slice.</param>
    private void Pauses(TimeSpan before)
    {
        if (voice.Silence == TimeSpan.Zero && before > TimeSpan.Zero)
        {
            OnPause(before);
        }
    }

    private void Begin()
    {
        Volatile.Write(ref open, true);
        Volatile.Write(ref level, 0);
        bargedIn = false;
        startedAt = length;
        guessAt = length + FirstGuess - Before;
    }

    private void End()
    {
        var (utterance, spoken) = (Copy(), Spoken);
        Volatile.Write(ref open, false);
        length = 0;
        if (heard.Length > 2 * FirstRoom)
        {
            ArrayPool<short>.Shared.Return(heard);
            heard = ArrayPool<short>.Shared.Rent(FirstRoom);
        }

        OnUtterance(utterance, spoken, bargedIn);
    }

    private void Keep(ReadOnlySpan<short> samples)
    {
        if (!open && length > 2 * Before)
        {
            heard.AsSpan(length - Before, Before).CopyTo(heard);
            length = Before;
        }

        if (length + samples.Length > heard.Length)
        {
            var larger = ArrayPool<short>.Shared.Rent(heard.Length * 2);
            heard.AsSpan(0, length).CopyTo(larger);
            ArrayPool<short>.Shared.Return(heard);
            heard = larger;
        }

        samples.CopyTo(heard.AsSpan(length));
        length += samples.Length;
    }

    private Sound Copy() => new(heard.AsSpan(0, length).ToArray(), Sound.Telephone);

    private static int Samples(TimeSpan time) => (int)(time.TotalSeconds * Sound.Telephone);
}
