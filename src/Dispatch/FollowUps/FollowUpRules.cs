using Dispatch.Orders;

namespace Dispatch.FollowUps;

/// <summary>When an elder is asked how a visit was.</summary>
internal static class FollowUpRules
{
    /// <summary>
    /// The moments of the calls, first to last; none for a visit that is not asked about: who gets a meal every day is asked once a week.
    /// </summary>
    public static IReadOnlyList<DateTimeOffset> Calls(Order order, FollowUpPolicy policy)
    {
        if (order.DoneAt is not { } at || !IsAskedAbout(order.Terms))
        {
            return [];
        }

        var calls = new List<DateTimeOffset>(policy.Calls.Count);
        foreach (var gap in policy.Calls)
        {
            at = InHours(at + gap, policy);
            calls.Add(at);
        }

        return calls;
    }

    /// <summary>The number of the call that is due now, from 0; null before the first and where nothing is to be asked any more.</summary>
    public static int? Due(Order order, FollowUpPolicy policy, DateTimeOffset now)
    {
        if (order is not { State: OrderState.Done, Escalation: null } || now != InHours(now, policy))
        {
            return null;
        }

        var passed = Calls(order, policy).Count(call => call <= now);
        return passed == 0 ? null : passed - 1;
    }

    private static bool IsAskedAbout(OrderTerms terms) =>
        terms.SeriesId is null
        || terms.Recurrence is not { } rule
        || Recurrence.Parse(rule) is not { } recurrence
        || recurrence.IsFirstOfWeek(ChinaTime.DayOf(terms.From));

    /// <summary>The moment itself where elders may be called then, or else the next one at which they may.</summary>
    private static DateTimeOffset InHours(DateTimeOffset at, FollowUpPolicy policy)
    {
        if (policy.CallHours.Contains(ChinaTime.HourOf(at)))
        {
            return at;
        }

        var begin = ChinaTime.Moment(ChinaTime.DayOf(at), policy.CallHours.From);
        return (begin > at ? begin : begin.AddDays(1)).ToUniversalTime();
    }
}
