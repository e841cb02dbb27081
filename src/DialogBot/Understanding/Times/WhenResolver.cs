namespace DialogBot.Understanding.Times;

/// <summary>Turns the times of a sentence into the one that is meant.</summary>
internal static class WhenResolver
{
    /// <summary>All mentions taken together; where two contradict, the first counts unless the later one corrects it.</summary>
    /// <param name="latest">The later one counts in any case.</param>
    public static TimeAsk? Resolve(IReadOnlyList<TimeMention> mentions, DateTime now, bool latest = false)
    {
        if (mentions.Count == 0)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(now);
        var tells = mentions.Any(mention => mention.Piece.Date >= today);
        latest &= !mentions.Any(mention => mention.Corrects);
        var whole = default(TimePiece);
        foreach (var mention in mentions)
        {
            var piece = mention.Piece;
            var another = whole.Date is not null && piece.Date is not null && !mention.Corrects && !latest;
            if (another || (tells && piece.Date < today))
            {
                continue;
            }

            whole = !whole.Found ? piece : mention.Corrects || (latest && TimeReader.Clash(whole, piece)) ? Override(whole, piece) : TimeReader.Merge(whole, TimeReader.Clash(whole, piece) ? Missing(whole, piece) : piece);
        }

        return Ask(whole, now);
    }

    /// <summary>
    /// The time that goes with a wish, of several: the one said last before it, or else the first one after it; filled up with what others
    /// say that do not contradict it (下礼拜三,下午两点,来看看). Where one is corrected, or only one day is named, it is read like any other.
    /// </summary>
    /// <param name="wish">Where the wish is said.</param>
    public static TimeAsk? ResolveFor(int wish, List<TimeMention> mentions, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        var at = mentions.FindLastIndex(mention => mention.Start <= wish && mention.Piece is { Date: not null } or { Time: not null } && !(mention.Piece.Date < today));
        if (at < 0 || mentions.Exists(mention => mention.Corrects) || !mentions.Exists(mention => Contradict(mention.Piece, mentions[at].Piece)))
        {
            return Resolve(mentions, now);
        }

        var whole = mentions[at].Piece;
        for (var before = at - 1; before >= 0; before--)
        {
            whole = Filled(whole, mentions[before].Piece, today);
        }

        for (var after = at + 1; after < mentions.Count; after++)
        {
            whole = Filled(whole, mentions[after].Piece, today);
        }

        return Ask(whole, now);
    }

    /// <summary>下午来打扫 means the afternoon of this day, as long as it is not over.</summary>
    public static TimeAsk? OnThisDay(TimeAsk? when, DateTime now) =>
        when is { Date: null, Recurrence: null, Part: { } part } && !IsOver(part, now.Hour) && !(when.Time < TimeOnly.FromDateTime(now))
            ? when with { Date = DateOnly.FromDateTime(now) }
            : when;

    private static bool Contradict(in TimePiece one, in TimePiece other) =>
        (one.Date is not null && other.Date is not null && one.Date != other.Date) || (one.Time is not null && other.Time is not null && one.Time != other.Time);

    private static TimePiece Filled(in TimePiece whole, in TimePiece other, DateOnly today) =>
        TimeReader.Clash(whole, other) || other.Date < today ? whole : TimeReader.Merge(whole, other);

    public static TimeAsk Ask(in TimePiece piece, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        var time = piece.Time is { } said ? Clock(piece, said, now) : (TimeOnly?)null;
        var date = piece.Date;
        if (piece.Weekly && date == today && time is { } hour && hour < TimeOnly.FromDateTime(now))
        {
            date = date.Value.AddDays(7);
        }

        // Midnight of an evening (晚上十二点) belongs to the day that it ends.
        var past = date < today || (date == today && time is { } clock && clock < TimeOnly.FromDateTime(now) && clock != TimeOnly.MinValue)
            || (date == today && time is null && piece.Part is { } part && IsOver(part, now.Hour));
        return new TimeAsk(date, time, piece.Part, piece.Until is { } until ? After(until, time) : null, piece.Every, past);
    }

    /// <summary>三点到六点 ends on the same half of the day.</summary>
    private static TimeOnly After(TimeOnly until, TimeOnly? from) => until <= from && until.Hour < 12 ? until.AddHours(12) : until;

    private static TimeOnly Clock(in TimePiece piece, TimeOnly said, DateTime now)
    {
        if (!piece.Bare || piece.Part is not null)
        {
            var hour = ClockSense.Hour(said, piece.Bare ? piece.Part : null);
            return hour == said && piece.Bare && piece.Part is DayPart.Evening or DayPart.Noon ? ClockSense.Sensible(said) : hour;
        }

        var sensible = ClockSense.Sensible(said);
        var over = piece.Date == DateOnly.FromDateTime(now) && sensible.Hour < 12 && sensible < TimeOnly.FromDateTime(now);
        return over ? sensible.AddHours(12) : sensible;
    }

    private static TimePiece Override(in TimePiece whole, in TimePiece newer) => TimeReader.Merge(newer, whole with
    {
        // A new day keeps the hour, a new hour the day; a new part of day drops the old hour.
        Time = newer.Part is not null && newer.Time is null ? null : whole.Time,
        Part = newer.Time is not null && newer.Part is null && whole.Time is null ? null : whole.Part,
        Bare = newer.Time is null && whole.Bare,
        Weekly = newer.Date is null && whole.Weekly,
    });

    private static TimePiece Missing(in TimePiece whole, in TimePiece other) => other with
    {
        Date = whole.Date is null ? other.Date : null,
        Time = whole.Time is null ? other.Time : null,
        Bare = whole.Time is null && other.Bare,
        Weekly = whole.Date is null && other.Weekly,
    };

    private static bool IsOver(DayPart part, int hour) => part switch
    {
        DayPart.Morning => hour >= 12,
        DayPart.Noon => hour >= 14,
        DayPart.Afternoon => hour >= 19,
        _ => false,
    };
}
