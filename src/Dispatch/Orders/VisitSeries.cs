namespace Dispatch.Orders;

/// <summary>定期上门: a wish that comes again and again, as it was read back once. Every visit of it is an order of its own.</summary>
/// <param name="First">What was agreed, with the first visit's window.</param>
public sealed record VisitSeries(OrderTerms First, bool IsEnded)
{
    private readonly Recurrence rule = Recurrence.Parse(First.Recurrence!)
        ?? throw new InvalidDataException($"series {First.RequestId} was accepted with a rule that cannot be read");

    public string Id => First.RequestId;

    /// <summary>The next visit that begins after a moment; null where the series is over.</summary>
    public OrderTerms? Next(DateTimeOffset now) => VisitsDue(now, TimeSpan.Zero) is [var next, ..] ? next : null;

    /// <summary>
    /// The visits that have to be on the books: all that begin within a span from now, and always the next one. A visit whose hour struck
    /// while nobody ran is past. The request id follows from series and day, so that a visit is made once whoever makes it.
    /// </summary>
    internal IReadOnlyList<OrderTerms> VisitsDue(DateTimeOffset now, TimeSpan ahead)
    {
        if (IsEnded)
        {
            return [];
        }

        var due = new List<OrderTerms>();
        for (var visit = First; visit is not null && (due.Count == 0 || visit.From <= now + ahead); visit = After(visit))
        {
            if (visit.From > now)
            {
                due.Add(visit);
            }
        }

        return due;
    }

    /// <summary>The visit that follows one: at the same hour in China, for as long.</summary>
    internal OrderTerms? After(OrderTerms visit)
    {
        if (rule.DayAfter(ChinaTime.DayOf(visit.From)) is not { } day)
        {
            return null;
        }

        var from = ChinaTime.Moment(day, ChinaTime.HourOf(visit.From)).ToUniversalTime();
        return visit with
        {
            RequestId = $"{Id}@{day:yyyyMMdd}",
            SeriesId = Id,
            SpokenBy = null,
            From = from,
            Until = from + (visit.Until - visit.From),
            Urgent = false,
        };
    }
}
