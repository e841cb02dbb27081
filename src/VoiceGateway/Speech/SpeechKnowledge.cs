using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace VoiceGateway.Speech;

/// <summary>What the local engine knows of the language: prompts/speech.yaml.</summary>
internal sealed class SpeechKnowledge
{
    public RecognitionKnowledge Recognition { get; init; } = new();

    public PronunciationKnowledge Pronunciation { get; init; } = new();

    public static SpeechKnowledge Load() => Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "prompts", "speech.yaml")));

    public static SpeechKnowledge Parse(string yaml) =>
        new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<SpeechKnowledge>(yaml);
}
