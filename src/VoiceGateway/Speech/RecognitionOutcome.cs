namespace VoiceGateway.Speech;

public enum RecognitionOutcome
{
    /// <summary>Words were heard.</summary>
    Heard,

    /// <summary>No words: silence, noise, or only what the engine is known to invent.</summary>
    Nothing,

    /// <summary>Too much is waiting; the caller should hear so, or a person be fetched.</summary>
    Busy,

    /// <summary>A newer partial of the same call has taken its place.</summary>
    Replaced,

    /// <summary>No engine, or not yet: see <see cref="ISpeechRecognizer.Status"/>.</summary>
    NotReady,

    /// <summary>The engine broke on this one; it was logged.</summary>
    Failed,
}
