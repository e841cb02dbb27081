namespace Dispatch.Orders;

/// <summary>Which lane an order goes by, and until when a vendor should have taken it. The spans are data: prompts/promises.yaml.</summary>
public static class PromiseRule
{
    /// <param name="urgent">The caller wants it as soon as can be.</param>
    public static Lane LaneOf(DateTimeOffset from, bool urgent, DateTimeOffset now)
    {
        if (urgent)
        {
            return Lane.Urgent;
        }

        return ChinaTime.DayOf(from) <= ChinaTime.DayOf(now) ? Lane.Today : Lane.Scheduled;
    }

    public static DateTimeOffset PromiseBy(DateTimeOffset from, Promise promise, DateTimeOffset now)
    {
        var soonEnough = Earlier(now + promise.TakenWithin, from - promise.BeforeStart);
        var possible = now + promise.AtLeast;
        return soonEnough > possible ? soonEnough : possible;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
