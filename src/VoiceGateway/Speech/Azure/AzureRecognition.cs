using System.Text.Json;
using DialogBot;
using VoiceGateway.Media;
using VoiceGateway.Speech.Remote;

namespace VoiceGateway.Speech.Azure;

/// <summary>Azure's recognition of short audio (REST, at most 60 s), with the detailed list of guesses. Swear words come unmasked: so do cries.</summary>
internal sealed class AzureRecognition(AzureSpeechOptions options) : IRecognitionProtocol
{
    private const int Rate = 16_000;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General);

    public string Name => $"Azure Speech ({(options.Endpoint.Length > 0 ? options.Endpoint : options.Region)})";

    public bool Hears(string locale) => true;

    public HttpRequestMessage Ask(RecognitionRequest request, string prompt)
    {
        var sound = new ByteArrayContent(WavFile.Write(Resampler.Convert(request.Speech.Last(Utterances.Longest), Rate)));
        // As the service wants it, with a slash that RFC 9110 would have in quotes.
        sound.Headers.TryAddWithoutValidation("Content-Type", "audio/wav; codecs=audio/pcm; samplerate=16000");
        var question = new HttpRequestMessage(HttpMethod.Post, AzureAddress.Recognition(options, request.Locale)) { Content = sound };
        question.Headers.Add("Ocp-Apim-Subscription-Key", options.Key);
        question.Headers.Accept.ParseAdd("application/json");
        return question;
    }

    public IReadOnlyList<Hypothesis> Read(ReadOnlySpan<byte> answer)
    {
        var read = JsonSerializer.Deserialize<Answer>(answer, Json);
        return read?.RecognitionStatus switch
        {
            "Success" => [.. Guesses(read)],
            "NoMatch" or "InitialSilenceTimeout" or "BabbleTimeout" or "EndOfDictation" => [],
            var status => throw new InvalidDataException($"Azure answered with the status '{status}'."),
        };
    }

    private static IEnumerable<Hypothesis> Guesses(Answer answer) =>
        (answer.NBest ?? [new Guess(answer.DisplayText, null, null, null)])
            .Select(guess => new Hypothesis((guess.Display is { Length: > 0 } shown ? shown : guess.Lexical ?? "").Trim(), guess.Confidence) { Pieces = Pieces(guess) })
            .Where(guess => guess.Text.Length > 0)
            .DistinctBy(guess => guess.Text);

    private static IReadOnlyList<HeardPiece> Pieces(Guess guess) =>
        [.. (guess.Words ?? []).Where(word => word is { Word: not null, Confidence: not null }).Select(word => new HeardPiece(word.Word!, word.Confidence!.Value))];

    private sealed record Answer(string? RecognitionStatus, string? DisplayText, Guess[]? NBest);

    private sealed record Guess(string? Display, string? Lexical, double? Confidence, GuessedWord[]? Words);

    private sealed record GuessedWord(string? Word, double? Confidence);
}
