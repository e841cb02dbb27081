namespace VoiceGateway.Speech;

/// <summary>What a frame changed.</summary>
public enum VoiceChange
{
    None,

    /// <summary>Speech was found; it began up to 0.3 s before this frame, so keep that much sound from before.</summary>
    Started,

    /// <summary>The caller has been quiet for <see cref="IVoiceActivity.MinSilence"/>.</summary>
    Ended,
}
