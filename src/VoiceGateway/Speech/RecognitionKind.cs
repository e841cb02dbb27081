namespace VoiceGateway.Speech;

public enum RecognitionKind
{
    /// <summary>The utterance is over: the best that the engine can do.</summary>
    Final,

    /// <summary>The caller is still speaking: quick and rough, for danger detection and early thinking.</summary>
    Partial,

    /// <summary>
    /// The caller pauses, and the utterance may be over: as good as a final one, so that the answer is there when it is; where the engine has
    /// nothing else to do. Whatever else is asked for meanwhile takes its place.
    /// </summary>
    Ahead,
}
