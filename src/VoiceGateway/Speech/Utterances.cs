using VoiceGateway.Media;

namespace VoiceGateway.Speech;

/// <summary>What every engine is given of an utterance.</summary>
internal static class Utterances
{
    /// <summary>More than a caller says in one go (Calls:LongestUtterance), and less than any engine takes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The sound's end, where it is longer than that.</summary>
    public static Sound Last(this Sound sound, TimeSpan length)
    {
        var samples = (int)(length.TotalSeconds * sound.Rate);
        return sound.Samples.Length > samples ? sound with { Samples = sound.Samples[^samples..] } : sound;
    }
}
