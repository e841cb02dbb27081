using VoiceGateway.Media;

namespace VoiceGateway.Speech.Remote;

/// <summary>How a server is asked over HTTP to say something.</summary>
internal interface ISynthesisProtocol
{
    /// <summary>Names the engine to whoever runs the house.</summary>
    string Name { get; }

    /// <summary>Names engine, model and voice: what was said by another is not taken for this one's.</summary>
    string VoiceOf(Sentence sentence);

    HttpRequestMessage Ask(Sentence sentence);

    /// <exception cref="InvalidDataException">The answer is no sound of the protocol.</exception>
    Sound Read(ReadOnlySpan<byte> answer);
}
