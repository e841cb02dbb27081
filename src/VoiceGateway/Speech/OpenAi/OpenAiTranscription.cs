using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using DialogBot;
using VoiceGateway.Media;
using VoiceGateway.Speech.Order;
using VoiceGateway.Speech.Remote;

namespace VoiceGateway.Speech.OpenAi;

/// <summary>OpenAI's <c>POST /audio/transcriptions</c>, as the many servers that copy it understand it.</summary>
internal sealed partial class OpenAiTranscription(OpenAiSpeechOptions options) : IRecognitionProtocol
{
    private const int Rate = 16_000;
    private const double LeastSure = 1e-4;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly IReadOnlyList<string> locales = EngineNames.In(options.Locales);

    public string Name => $"{options.Model} at {options.Endpoint}";

    public bool Hears(string locale) => locales.Count == 0 || locales.Contains(locale, StringComparer.OrdinalIgnoreCase);

    public HttpRequestMessage Ask(RecognitionRequest request, string prompt)
    {
        var sound = new ByteArrayContent(WavFile.Write(Resampler.Convert(request.Speech.Last(Utterances.Longest), Rate)));
        sound.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        var form = new MultipartFormDataContent
        {
            { sound, "file", "utterance.wav" },
            { new StringContent(options.Models.GetValueOrDefault(request.Locale) ?? options.Model), "model" },
            { new StringContent(LanguageOf(request.Locale)), "language" },
            { new StringContent(prompt), "prompt" },
            { new StringContent(options.Detail == OpenAiDetail.Words ? "verbose_json" : "json"), "response_format" },
            { new StringContent("0"), "temperature" },
        };
        switch (options.Detail)
        {
            case OpenAiDetail.Words:
                form.Add(new StringContent("word"), "timestamp_granularities[]");
                break;
            case OpenAiDetail.Logprobs:
                form.Add(new StringContent("logprobs"), "include[]");
                break;
        }

        var question = new HttpRequestMessage(HttpMethod.Post, $"{options.Endpoint.TrimEnd('/')}/audio/transcriptions") { Content = form };
        question.Headers.Authorization = options.Key.Length > 0 ? new AuthenticationHeaderValue("Bearer", options.Key) : null;
        return question;
    }

    public IReadOnlyList<Hypothesis> Read(ReadOnlySpan<byte> answer)
    {
        var read = JsonSerializer.Deserialize<Answer>(answer, Json);
        var text = read?.Text ?? throw new InvalidDataException("The transcription holds no text.");
        // SenseVoice writes what it thinks of language, mood and noise before the words.
        var words = Tag().Replace(text, "").Trim();
        var pieces = Pieces(read);
        return words.Length > 0 ? [new Hypothesis(words, pieces.Count > 0 ? Mean(pieces) : null) { Pieces = pieces }] : [];
    }

    private static IReadOnlyList<HeardPiece> Pieces(Answer read) => (read.Words, read.Logprobs) switch
    {
        ({ } words, _) => [.. words.Where(each => each is { Word: not null, Probability: not null }).Select(each => new HeardPiece(each.Word!, each.Probability!.Value))],
        (_, { } tokens) => [.. tokens.Where(each => each is { Token: not null, Logprob: not null }).Select(each => new HeardPiece(each.Token!, Math.Exp(each.Logprob!.Value)))],
        _ => [],
    };

    /// <summary>The geometric mean, as of the local engine.</summary>
    private static double Mean(IReadOnlyList<HeardPiece> pieces) => Math.Exp(pieces.Average(piece => Math.Log(Math.Max(piece.Confidence, LeastSure))));

    /// <summary>ISO 639: the protocol knows languages, and of ours the models know Chinese and Cantonese.</summary>
    private static string LanguageOf(string locale) => locale.StartsWith("yue", StringComparison.OrdinalIgnoreCase) ? "yue" : "zh";

    [GeneratedRegex(@"<\|[^|]*\|>")]
    private static partial Regex Tag();

    private sealed record Answer(string? Text, HeardWord[]? Words, HeardToken[]? Logprobs);

    private sealed record HeardWord(string? Word, double? Probability);

    private sealed record HeardToken(string? Token, double? Logprob);
}
