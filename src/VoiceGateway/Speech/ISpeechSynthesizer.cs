namespace VoiceGateway.Speech;

/// <summary>Says a sentence: text in, telephone sound out.</summary>
/// <remarks>Safe for many calls at once. What was said once is kept in memory and on disk.</remarks>
public interface ISpeechSynthesizer
{
    /// <summary>Changes at run time: the server starts at once, its voice may come later.</summary>
    SpeechStatus Status { get; }

    /// <summary>
    /// The sound of <paramref name="sentence"/>. Ask sentence by sentence (one ends at 。！？；), each as soon as it is known:
    /// the first can be heard while the second is made.
    /// </summary>
    Task<Synthesis> SpeakAsync(Sentence sentence, CancellationToken cancel);

    /// <summary>The sound if it is at hand already, without waiting and without asking the engine.</summary>
    bool TryGet(Sentence sentence, out ReadOnlyMemory<byte> muLaw);

    /// <summary>
    /// Makes these in the background, at low priority, whenever nothing is to be said live; those already at hand are skipped.
    /// Returns at once.
    /// </summary>
    void Prepare(IEnumerable<Sentence> sentences);
}
