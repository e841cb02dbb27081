namespace DialogBot.Understanding.Times;

/// <summary>Hours as they are said: 三点半, 两点一刻, 差五分三点, 15:30, 三点三个字.</summary>
internal sealed class ClockGrammar(TimeWords words)
{
    public TimePiece Read(string text, int at)
    {
        var next = at;
        var minus = 0;
        if (words.ShortOf.Skip(text, ref next))
        {
            minus = MinutesAfterHour(text, next, out next);
            if (minus <= 0)
            {
                return default;
            }

            words.ShortOfLinks.Skip(text, ref next);
        }

        var (hour, length) = Numerals.Read(text.AsSpan(next));
        if (length == 0 || hour > 24)
        {
            return default;
        }

        var end = next + length;

        // Of 八九点 (eight or nine) the first counts.
        if (end < text.Length && !char.IsAsciiDigit(text[end]) && Numerals.Digit(text[end]) == hour + 1)
        {
            end++;
        }

        return end < text.Length && text[end] == ':'
            ? Figures(text, at, end, hour)
            : Spoken(text, at, next, end, hour, minus);
    }

    private TimePiece Spoken(string text, int at, int number, int end, int hour, int minus)
    {
        if (!words.Hours.TryRead(text, end, out _, out var next) || IsNotTheHour(text, number, end, next, hour))
        {
            return default;
        }

        var past = next;
        words.PastTheHour.Skip(text, ref past);
        var minutes = MinutesAfterHour(text, past, out var stop);
        if (minutes >= 0)
        {
            next = stop;
        }
        else if (words.ShortOf.Skip(text, ref past) && MinutesAfterHour(text, past, out stop) is > 0 and var fewer)
        {
            (minus, next) = (fewer, stop);
        }

        var (seconds, digits) = Numerals.Read(text.AsSpan(next));
        var second = next + digits;
        var exact = digits > 0 && seconds < 60 && words.SecondMarks.Skip(text, ref second);
        return At(at, exact ? second : next, hour, Math.Max(minutes, 0) - minus);
    }

    /// <summary>一点 is "a little" far more often than one o'clock, and 时 begins other words (时候, 时间).</summary>
    private bool IsNotTheHour(string text, int number, int mark, int next, int hour)
    {
        var follows = next < text.Length ? text[next] : ',';
        if (words.NotTheHourBefore.Contains(follows) && next == mark + 1)
        {
            return true;
        }

        var little = hour == 1 && mark == number + 1 && next == mark + 1 && !char.IsAsciiDigit(text[number]);
        return little && !(AfterTime(text, number) || words.HourBefore.Contains(follows) || Numerals.Digit(follows) >= 0);
    }

    private bool AfterTime(string text, int number) =>
        number == 0 || Spelling.IsMark(text[number - 1]) || words.HourAfter.Contains(text[number - 1]);

    /// <summary>Minutes said after the hour, or -1.</summary>
    private int MinutesAfterHour(string text, int at, out int end)
    {
        if (words.ClockParts.TryRead(text, at, out var part, out end))
        {
            return part;
        }

        var (value, length) = Numerals.Read(text.AsSpan(Math.Min(at, text.Length)));
        end = at + length;
        if (length == 0 || value > 59)
        {
            return -1;
        }

        if (words.FiveMinutes.Skip(text, ref end))
        {
            return value * 5;
        }

        var twoFigures = length > 1 || value >= 10;
        return words.Minutes.Skip(text, ref end) || (twoFigures && (end >= text.Length || !words.MeasuresNotMinutes.Contains(text[end]))) ? value : -1;
    }

    private static TimePiece Figures(string text, int at, int colon, int hour)
    {
        var (minutes, length) = Numerals.Read(text.AsSpan(colon + 1));
        var end = colon + 1 + length;
        if (length != 2 || minutes > 59)
        {
            return default;
        }

        if (end + 2 < text.Length && text[end] == ':' && char.IsAsciiDigit(text[end + 1]))
        {
            end += 3;
        }

        var mark = text.AsSpan(end).TrimStart();
        if (mark.StartsWith("pm") || mark.StartsWith("p.m"))
        {
            return At(at, text.Length - mark.Length + 2, hour < 12 ? hour + 12 : hour, minutes) with { Bare = false };
        }

        return mark.StartsWith("am") || mark.StartsWith("a.m")
            ? At(at, text.Length - mark.Length + 2, hour, minutes) with { Bare = false }
            : At(at, end, hour, minutes);
    }

    private static TimePiece At(int at, int end, int hour, int minutes)
    {
        var total = (hour * 60 + minutes + 1440) % 1440;
        return new TimePiece(at, end) { Time = new TimeOnly(total / 60, total % 60), Bare = hour is > 0 and <= 12 };
    }
}
