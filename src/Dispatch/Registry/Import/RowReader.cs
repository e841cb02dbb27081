using System.Globalization;

namespace Dispatch.Registry.Import;

/// <summary>Reads the values of one row and notes every one that is wrong, so that all mistakes of a row are reported at once.</summary>
internal sealed class RowReader(SourceRow row, ImportWords words)
{
    private static readonly char[] ListMarks = [';', '；'];

    public List<string> Problems { get; } = [];

    public bool IsSound => Problems.Count == 0;

    public string Required(string column)
    {
        var text = Optional(column);
        if (text is null)
        {
            Note("missing", column);
        }

        return text ?? string.Empty;
    }

    public string? Optional(string column)
    {
        var text = row.Cells.GetValueOrDefault(column)?.Text;
        return string.IsNullOrWhiteSpace(text) ? null : words.ValueOf(column, text);
    }

    public IReadOnlyList<string> List(string column) =>
        Optional(column)?.Split(ListMarks, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    public IReadOnlyList<string> RequiredList(string column)
    {
        var items = List(column);
        if (items.Count == 0)
        {
            Note("missing", column);
        }

        return items;
    }

    public string OneOf(string column, params ReadOnlySpan<string> choices)
    {
        var text = Required(column);
        if (text.Length > 0 && !choices.Contains(text))
        {
            Note("unknown-value", column);
        }

        return text;
    }

    public string Phone(string column) => Phone(column, Required(column));

    public string Phone(string column, string text)
    {
        var digits = PhoneNumber.Normalise(text);
        if (text.Length > 0 && !PhoneNumber.LooksRight(digits))
        {
            Note("not-a-phone", column);
        }

        return digits;
    }

    public int Whole(string column, int least, int most)
    {
        var text = Required(column);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        if (text.Length > 0)
        {
            Note("not-a-number", column);
        }

        return least;
    }

    /// <summary>Null where the value is left out.</summary>
    public decimal? Number(string column, decimal least, decimal most)
    {
        if (Optional(column) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Note("not-a-number", column);
        return null;
    }

    /// <summary>2028-06-30; null where the value is left out.</summary>
    public DateOnly? Day(string column)
    {
        if (Optional(column) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Note("not-a-date", column);
        return null;
    }

    public bool YesOrNo(string column) => OneOf(column, "yes", "no") == "yes";

    public DutyHours Hours(string column)
    {
        var text = Required(column);
        if (!DutyHours.TryParse(text, out var hours) && text.Length > 0)
        {
            Note("not-hours", column);
        }

        return hours;
    }

    /// <summary>Null where neither is given.</summary>
    public GeoPoint? Point(string latitude, string longitude)
    {
        var north = Number(latitude, -90, 90);
        var east = Number(longitude, -180, 180);
        return north is null || east is null ? null : new GeoPoint((double)north, (double)east);
    }

    public void Note(string problem, string column) =>
        Problems.Add(words.Say(problem, row, column, row.Cells.GetValueOrDefault(column)));
}
