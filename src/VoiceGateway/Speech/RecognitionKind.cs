namespace VoiceGateway.Speech;

public enum RecognitionKind
{
    /// <summary>The utterance is over: the best that the engine can do.</summary>
    Final,

    /// <summary>The caller is still speaking: quick and rough, for danger detection and early thinking.</summary>
    Partial,
}
