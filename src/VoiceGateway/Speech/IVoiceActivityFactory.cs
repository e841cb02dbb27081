namespace VoiceGateway.Speech;

/// <summary>Gives every call a detector of its own.</summary>
public interface IVoiceActivityFactory
{
    /// <summary>Ready when speech is told from noise by the model; until then detectors go by loudness alone.</summary>
    SpeechStatus Status { get; }

    /// <summary>A detector for one call; dispose of it when the call ends, so that another call can have it.</summary>
    IVoiceActivity Create();
}
