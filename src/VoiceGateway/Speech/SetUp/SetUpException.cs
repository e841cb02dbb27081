namespace VoiceGateway.Speech.SetUp;

/// <summary>Something that the set-up needs cannot be had; the message says plainly what, and what to do.</summary>
internal sealed class SetUpException : Exception
{
    public SetUpException(string message)
        : base(message)
    {
    }

    public SetUpException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
