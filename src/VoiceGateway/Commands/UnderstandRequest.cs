using System.Globalization;
using System.Text.Json;
using DialogBot;

namespace VoiceGateway.Commands;

/// <summary>One line of input to <c>understand</c>; either an utterance or what is wrong with the line.</summary>
/// <param name="Id">The caller's own id, as JSON text; null where there is none.</param>
internal sealed record UnderstandRequest(string? Id, Utterance? Utterance, DateTimeOffset Now, string? Region, string? Error)
{
    public static UnderstandRequest Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement)
                : Wrong(null, "a line must be a JSON object");
        }
        catch (JsonException fault)
        {
            return Wrong(null, $"not JSON: {fault.Message}");
        }
    }

    private static UnderstandRequest Read(JsonElement line)
    {
        var id = line.TryGetProperty("id", out var given) ? given.GetRawText() : null;
        if (Text(line, "now") is not { } spoken || !DateTimeOffset.TryParse(spoken, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now))
        {
            return Wrong(id, "now must be a time such as 2026-11-23T09:00:00+08:00");
        }

        return Hypotheses(line) is { Count: > 0 } hypotheses
            ? new UnderstandRequest(id, new Utterance(hypotheses, id ?? ""), now, Text(line, "region"), null)
            : Wrong(id, "text must be a string, or nbest a list of strings or of {text, confidence}");
    }

    private static List<Hypothesis>? Hypotheses(JsonElement line)
    {
        if (Text(line, "text") is { } text)
        {
            return [new Hypothesis(text, 1)];
        }

        return line.TryGetProperty("nbest", out var nbest) && nbest.ValueKind == JsonValueKind.Array
            ? [.. nbest.EnumerateArray().Select(Guess).OfType<Hypothesis>()]
            : null;
    }

    private static Hypothesis? Guess(JsonElement guess) => guess.ValueKind switch
    {
        JsonValueKind.String => new Hypothesis(guess.GetString()!),
        JsonValueKind.Object when Text(guess, "text") is { } text => new Hypothesis(
            text, guess.TryGetProperty("confidence", out var confidence) && confidence.ValueKind == JsonValueKind.Number ? confidence.GetDouble() : null),
        _ => null,
    };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static UnderstandRequest Wrong(string? id, string error) => new(id, null, default, null, error);
}
