namespace VoiceGateway.Tests.Speech.Real;

/// <summary>Tests that share the engine, one after the other: two at once would only slow each other down.</summary>
[CollectionDefinition(Name)]
public sealed class RealSpeechGroup : ICollectionFixture<RealSpeech>
{
    public const string Name = "Real speech";
}
