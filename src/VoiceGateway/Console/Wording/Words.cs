using System.Globalization;
using Dispatch;

namespace VoiceGateway.Console.Wording;

/// <summary>The console's words in one language.</summary>
internal sealed class Words(string language, IReadOnlyDictionary<string, string> texts)
{
    private const int FenPerYuan = 100;

    public string Language => language;

    public IEnumerable<string> Keys => texts.Keys;

    /// <exception cref="KeyNotFoundException">prompts/console lacks it.</exception>
    public string this[string key] => texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"prompts/console/{language}.yaml has no '{key}'");

    public string Say(string key, params ReadOnlySpan<(string Slot, object? Value)> slots)
    {
        var text = this[key];
        foreach (var (slot, value) in slots)
        {
            text = text.Replace($"{{{slot}}}", Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>A key that need not exist, such as the reason of an escalation that a newer desk gives.</summary>
    public string OrItself(string group, string key) => texts.GetValueOrDefault($"{group}.{key}", key);

    /// <summary>A value of an enumeration, in words.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => this[$"{char.ToLowerInvariant(typeof(T).Name[0])}{typeof(T).Name[1..]}.{value.ToString().ToLowerInvariant()}"];

    public string Yuan(long fen) => Say("money", ("yuan", Amount(fen)));

    /// <summary>Yuan in figures, as they are typed too.</summary>
    public static string Amount(long fen) => (fen / (decimal)FenPerYuan).ToString("0.##", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset moment) => ChinaTime.At(moment).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>To the second, as a record wants it.</summary>
    public static string Exactly(DateTimeOffset moment) => ChinaTime.At(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public string Day(DateTimeOffset moment)
    {
        var day = ChinaTime.DayOf(moment);
        return Say("day", ("month", day.Month), ("day", day.Day), ("weekday", this[$"weekdays.{(int)day.DayOfWeek}"]));
    }

    public string Moment(DateTimeOffset moment) => $"{Day(moment)} {Clock(moment)}";

    public string Window(DateTimeOffset from, DateTimeOffset until) => $"{Day(from)} {Clock(from)}–{Clock(until)}";

    /// <summary>A span on a clock: 4:07, 1:02:09.</summary>
    public static string Span(TimeSpan span)
    {
        var length = span.Duration();
        return length.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours}:{length:mm\\:ss}")
            : string.Create(CultureInfo.InvariantCulture, $"{length.Minutes}:{length:ss}");
    }
}
