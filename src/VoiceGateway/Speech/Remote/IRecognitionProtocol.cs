using DialogBot;

namespace VoiceGateway.Speech.Remote;

/// <summary>How a server is asked over HTTP what was said.</summary>
internal interface IRecognitionProtocol
{
    /// <summary>Names the engine to whoever runs the house.</summary>
    string Name { get; }

    /// <summary>Whether the server is to be asked about speech of this locale.</summary>
    bool Hears(string locale);

    /// <param name="prompt">What is likely to be said.</param>
    HttpRequestMessage Ask(RecognitionRequest request, string prompt);

    /// <summary>What was said, likeliest first; empty where the server heard no words.</summary>
    /// <exception cref="InvalidDataException">The answer is not of the protocol.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON, or of another shape.</exception>
    IReadOnlyList<Hypothesis> Read(ReadOnlySpan<byte> answer);
}
