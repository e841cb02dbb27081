using DialogBot.Services;

namespace DialogBot.Dialogs;

/// <summary>How many of a unit are wanted: 两份, 三个小时, 两个半小时.</summary>
internal sealed class QuantityWords
{
    public required Dictionary<char, decimal> Counts { get; init; }
    public required Dictionary<PriceUnit, string[]> Measures { get; init; }

    /// <summary>Measures with half an hour in them.</summary>
    public required string[] AndHalf { get; init; }

    /// <summary>After these the measure tells a time.</summary>
    public required string[] NotBefore { get; init; }

    public decimal? In(string text, PriceUnit unit)
    {
        if (!Measures.TryGetValue(unit, out var measures))
        {
            return null;
        }

        for (var at = 0; at < text.Length; at++)
        {
            if (Counts.TryGetValue(text[at], out var count) && Measured(text[(at + 1)..], unit, measures) is { } half)
            {
                return count + half;
            }
        }

        return null;
    }

    /// <summary>Null where no measure stands here; else what it adds to the count.</summary>
    private decimal? Measured(string rest, PriceUnit unit, string[] measures)
    {
        var half = unit == PriceUnit.Hour ? Array.Find(AndHalf, measure => rest.StartsWith(measure, StringComparison.Ordinal)) : null;
        var found = half ?? Array.Find(measures, measure => rest.StartsWith(measure, StringComparison.Ordinal));
        var time = found is not null && NotBefore.Any(word => rest[found.Length..].StartsWith(word, StringComparison.Ordinal));
        return found is null || time ? null : half is null ? 0 : 0.5m;
    }
}
