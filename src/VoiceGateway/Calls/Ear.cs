using System.Buffers;
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

    private readonly IVoiceActivity voice;
    private readonly int bargeIn;
    private readonly int longest;
    private readonly short[] slice = new short[Slice];
    private short[] heard = ArrayPool<short>.Shared.Rent(FirstRoom);
    private int length;
    private int startedAt;
    private int guessAt;
    private bool open;
    private bool bargedIn;

    public Ear(IVoiceActivity voice, CallOptions options)
    {
        this.voice = voice;
        voice.MinSilence = options.EndOfSpeech;
        bargeIn = Samples(options.BargeIn);
        longest = Samples(options.LongestUtterance);
    }

    /// <summary>Speech has gone on long enough to stop the voice; once an utterance.</summary>
    public required Action OnBargeIn { get; init; }

    /// <summary>The beginning of an utterance that still goes on.</summary>
    public required Action<Sound> OnBeginning { get; init; }

    /// <summary>An utterance, and whether it was long enough for <see cref="OnBargeIn"/>.</summary>
    public required Action<Sound, bool> OnUtterance { get; init; }

    /// <summary>The caller is speaking or in a pause too short to end the utterance.</summary>
    public bool Busy => Volatile.Read(ref open);

    /// <summary>How long the caller has been quiet.</summary>
    public TimeSpan Silence => voice.Silence;

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
        var change = voice.Feed(samples);
        if (change == VoiceChange.Started && !open)
        {
            Begin();
        }

        if (!open)
        {
            return;
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

        if (!bargedIn && length - startedAt - Samples(voice.Silence) >= bargeIn)
        {
            bargedIn = true;
            OnBargeIn();
        }

        if (length >= guessAt)
        {
            guessAt = length + NextGuess;
            OnBeginning(Copy());
        }
    }

    private void Begin()
    {
        Volatile.Write(ref open, true);
        bargedIn = false;
        startedAt = length;
        guessAt = length + FirstGuess - Before;
    }

    private void End()
    {
        var utterance = Copy();
        Volatile.Write(ref open, false);
        length = 0;
        if (heard.Length > 2 * FirstRoom)
        {
            ArrayPool<short>.Shared.Return(heard);
            heard = ArrayPool<short>.Shared.Rent(FirstRoom);
        }

        OnUtterance(utterance, bargedIn);
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
