namespace VoiceGateway.Speech.Azure;

/// <summary>Where Azure's two services are (learn.microsoft.com: rest-speech-to-text-short, rest-text-to-speech; docs.azure.cn for China).</summary>
internal static class AzureAddress
{
    public static Uri Recognition(AzureSpeechOptions options, string locale) =>
        new($"{Base(options, "stt")}/speech/recognition/conversation/cognitiveservices/v1?language={Uri.EscapeDataString(locale)}&format=detailed&profanity=raw");

    public static Uri Synthesis(AzureSpeechOptions options) => new($"{Base(options, "tts")}/cognitiveservices/v1");

    private static string Base(AzureSpeechOptions options, string service) => options.Endpoint.Length > 0
        ? options.Endpoint.TrimEnd('/')
        : $"https://{options.Region}.{service}.speech.{(options.Region.StartsWith("china", StringComparison.Ordinal) ? "azure.cn" : "microsoft.com")}";
}
