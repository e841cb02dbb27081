using System.Text.Json;

namespace DialogBot.Understanding.SecondOpinions;

/// <summary>What a model wrote, in the shape that it was told to write and not yet believed.</summary>
internal sealed record ModelAnswer(
    string Intent,
    IReadOnlyList<string> Services,
    string? Date,
    string? Time,
    string? Part,
    string? Danger)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Null where the text is no such answer: another shape, a refusal, prose.</summary>
    public static ModelAnswer? Parse(string text)
    {
        // Some models put their JSON into a fence, whatever they were told.
        var (from, to) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (from < 0 || to < from)
        {
            return null;
        }

        try
        {
            var answer = JsonSerializer.Deserialize<ModelAnswer>(text.AsSpan(from, to - from + 1), Json);
            return answer?.Services.Contains(null!) == false ? answer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
