using DialogBot.Understanding;

namespace VoiceGateway.Calls.TurnTaking;

/// <summary>When a caller has finished: a pause is not an end.</summary>
internal static class Endpointing
{
    /// <summary>So much silence ends what the caller is saying.</summary>
    /// <param name="pace">The caller's own pauses.</param>
    /// <param name="expects">The question that is open.</param>
    /// <param name="heard">What was recognised of it so far; may be empty.</param>
    public static TimeSpan Silence(Pace pace, Expectation expects, string heard, TurnWords words, CallOptions options)
    {
        if (expects == Expectation.YesOrNo && words.IsAnswer(heard))
        {
            return options.EndOfSpeech;
        }

        var needed = Longer(options.EndOfSpeech, pace.Silence);
        if (expects == Expectation.Address || words.EndsInNumber(heard) || words.IsDictating(heard))
        {
            needed = Longer(needed, options.Dictation);
        }

        if (words.IsOpen(heard))
        {
            needed = Longer(needed, options.OpenSentence);
        }

        return needed < options.LongestPause ? needed : options.LongestPause;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
