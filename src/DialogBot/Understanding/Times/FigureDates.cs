namespace DialogBot.Understanding.Times;

/// <summary>Dates in figures with separators: 2026-12-01, 1/12/2026, 12/1.</summary>
internal static class FigureDates
{
    public static TimePiece Read(string text, int at, DateOnly today)
    {
        if (!char.IsAsciiDigit(text[at]) || (at > 0 && (char.IsAsciiDigit(text[at - 1]) || text[at - 1] is '.' or '-' or '/')))
        {
            return default;
        }

        var (first, firstLength) = Numerals.Read(text.AsSpan(at));
        var next = at + firstLength;
        if (next + 1 >= text.Length || text[next] is not ('-' or '/' or '.' or ' ') || !char.IsAsciiDigit(text[next + 1]))
        {
            return default;
        }

        var mark = text[next];
        var (second, secondLength) = Numerals.Read(text.AsSpan(next + 1));
        next += 1 + secondLength;
        if (next + 1 >= text.Length || text[next] != mark || !char.IsAsciiDigit(text[next + 1]))
        {
            return mark == '/' && first <= 12 && second <= 31 ? new TimePiece(at, next) { Date = Upcoming.Day(today, first, second) } : default;
        }

        var (third, thirdLength) = Numerals.Read(text.AsSpan(next + 1));
        next += 1 + thirdLength;
        var yearLast = firstLength <= 2 && (thirdLength == 4 || firstLength == 1 || third > 31);
        return yearLast ? Dated(at, next, Century(third), second, first) : Dated(at, next, Century(first), second, third);
    }

    private static int Century(int year) => year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year;

    private static TimePiece Dated(int at, int end, int year, int month, int day) =>
        Almanac.Date(year, month, day) is { } date ? new TimePiece(at, end) { Date = date } : default;
}
