namespace VoiceGateway.Speech;

public enum SynthesisOutcome
{
    Said,

    /// <summary>Too much is waiting to be said.</summary>
    Busy,

    /// <summary>No voice, or not yet: see <see cref="ISpeechSynthesizer.Status"/>.</summary>
    NotReady,

    /// <summary>The engine broke on this one; it was logged.</summary>
    Failed,
}
