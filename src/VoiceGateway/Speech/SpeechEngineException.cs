namespace VoiceGateway.Speech;

/// <summary>An engine cannot be loaded or broke; the message is for whoever runs the house.</summary>
internal sealed class SpeechEngineException : Exception
{
    public SpeechEngineException(string message)
        : base(message)
    {
    }

    public SpeechEngineException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
