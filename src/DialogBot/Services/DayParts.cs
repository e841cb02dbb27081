using System.Globalization;
using DialogBot.Understanding;

namespace DialogBot.Services;

/// <summary>What hour is offered for a part of the day, from prompts/day-parts.yaml.</summary>
internal sealed class DayParts
{
    private readonly Dictionary<DayPart, Span> spans;

    private DayParts(Dictionary<DayPart, Span> spans) => this.spans = spans;

    public Span this[DayPart part] => spans[part];

    public static DayParts Load(string path)
    {
        var file = PromptFile.Read<Dictionary<DayPart, FileSpan>>(path);
        var missing = Enum.GetValues<DayPart>().Where(part => !file.ContainsKey(part)).ToArray();
        return missing.Length > 0
            ? throw new PromptException($"{path}: {missing[0]} is missing.")
            : new DayParts(file.ToDictionary(entry => entry.Key, entry => new Span(Hour(entry.Value.From), Hour(entry.Value.Until), Hour(entry.Value.Offer))));
    }

    private static TimeOnly Hour(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    /// <param name="Offer">The hour that is offered.</param>
    internal sealed record Span(TimeOnly From, TimeOnly Until, TimeOnly Offer)
    {
        public bool Holds(TimeOnly time) => time >= From && time <= Until;
    }

    private sealed class FileSpan
    {
        public required string From { get; init; }
        public required string Until { get; init; }
        public required string Offer { get; init; }
    }
}
