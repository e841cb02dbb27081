namespace DialogBot.Understanding.Times;

/// <summary>A while from now or ago: 半个钟头以后, 过三四天, 一个半小时后, 两天前.</summary>
internal sealed class SpanGrammar(TimeWords words)
{
    public TimePiece Read(string text, int at, DateTime now)
    {
        var next = at;
        var waiting = words.Wait.Skip(text, ref next);
        var amount = Amount(text, ref next);
        if (amount is null || !words.Spans.TryRead(text, next, out var unit, out var end))
        {
            return default;
        }

        var after = words.After.Skip(text, ref end);
        var before = !after && words.Before.Skip(text, ref end);
        if (!waiting && !after && !before)
        {
            return default;
        }

        var sign = before ? -1 : 1;
        return unit.Minutes > 0
            ? Moment(at, end, now.AddMinutes(sign * amount.Value * unit.Minutes))
            : new TimePiece(at, end) { Date = Day(DateOnly.FromDateTime(now), sign * amount.Value, unit.Days) };
    }

    private static TimePiece Moment(int at, int end, DateTime moment) =>
        new(at, end) { Date = DateOnly.FromDateTime(moment), Time = new TimeOnly(moment.Hour, moment.Minute) };

    private static DateOnly Day(DateOnly today, double amount, int days) => days switch
    {
        30 when amount == Math.Floor(amount) => today.AddMonths((int)amount),
        365 when amount == Math.Floor(amount) => today.AddYears((int)amount),
        _ => today.AddDays((int)Math.Round(amount * days)),
    };

    /// <summary>半 is half, 一个半 one and a half; of 三四 (three or four) the first counts.</summary>
    private double? Amount(string text, ref int next)
    {
        if (words.Half.Skip(text, ref next))
        {
            return 0.5;
        }

        var (value, length) = Numerals.Read(text.AsSpan(next));
        if (length == 0 || value > 999)
        {
            return null;
        }

        next += length;
        if (next < text.Length && !char.IsAsciiDigit(text[next]) && Numerals.Digit(text[next]) > value)
        {
            next++;
        }

        if (words.AndAHalf.Skip(text, ref next))
        {
            return value + 0.5;
        }

        words.OrSo.Skip(text, ref next);
        return value;
    }
}
