using System.Globalization;
using System.Text.Json;
using DialogBot.Understanding;

namespace DialogBot.Tests.Understanding;

/// <summary>
/// Whole turns as callers speak them, written by somebody who had not seen the rules: JSON lines
/// {id, text, now, region?, kind, expect: {intent, service | services, date, time, part, danger}}. What is not expected is not compared.
/// </summary>
internal static class CallerSpecs
{
    public static IReadOnlyList<Spec> Load(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Understanding", "specs", file)).Where(line => line.Length > 0).Select(Parse)];

    private static Spec Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var (spoken, expect) = (document.RootElement, document.RootElement.GetProperty("expect"));
        var danger = expect.TryGetProperty("danger", out var found) && found.ValueKind == JsonValueKind.Object ? found.GetProperty("category").GetString() : null;
        return new Spec(
            spoken.GetProperty("text").GetString()!,
            Text(expect, "intent") ?? (danger is null ? "" : "emergency"),
            Services(expect),
            Text(expect, "date") is { } date ? DateOnly.Parse(date, CultureInfo.InvariantCulture) : null,
            Text(expect, "time") is { } time ? TimeOnly.Parse(time, CultureInfo.InvariantCulture) : null,
            Text(expect, "part") is { } part ? Enum.Parse<DayPart>(part, ignoreCase: true) : null,
            null,
            danger,
            Text(spoken, "region"))
        {
            At = DateTimeOffset.Parse(Text(spoken, "now")!, CultureInfo.InvariantCulture),
            TellsTime = danger is null && expect.TryGetProperty("date", out _) && expect.TryGetProperty("time", out _),
        };
    }

    private static string[] Services(JsonElement expect) =>
        expect.TryGetProperty("services", out var several) && several.ValueKind == JsonValueKind.Array ? [.. several.EnumerateArray().Select(service => service.GetString()!)]
        : Text(expect, "service") is { } service ? [service] : [];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
