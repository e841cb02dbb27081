using Dispatch;
using Dispatch.Orders;

namespace VoiceGateway.Screens.Touch;

/// <summary>What a screen shows of an elder's orders. Pure.</summary>
internal static class TouchOrders
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Still to come, or done today.</summary>
    public static bool IsShown(Order order, DateTimeOffset now) => order.State is not OrderState.Cancelled
        && (order.DoneAt is { } done ? ChinaTime.DayOf(done) == ChinaTime.DayOf(now) : !order.IsEnded);

    /// <summary>From 0 (受理) over 派单, 接单 and 上门 to 4 (完工).</summary>
    public static int StepOf(Order order) => order switch
    {
        { DoneAt: not null } => 4,
        { State: OrderState.Arrived } => 3,
        { State: OrderState.Taken } => 2,
        { State: OrderState.Offered } => 1,
        _ => 0,
    };

    /// <summary>Name of the sentence that says how it stands.</summary>
    public static string StandingOf(Order order) => order switch
    {
        { DoneAt: not null } => "done",
        { State: OrderState.Arrived } => "arrived",
        { State: OrderState.Taken } => "taken",
        { Escalation: not null } => "operator",
        { State: OrderState.Offered } => "offered",
        _ => "accepted",
    };

    /// <summary>The newest order whose hour has struck: what comes still need not be ordered again.</summary>
    /// <param name="newestFirst">As the book has them.</param>
    public static Order? Last(IReadOnlyList<Order> newestFirst, DateTimeOffset now) =>
        newestFirst.FirstOrDefault(order => order.State is not OrderState.Cancelled && order.Terms.From <= now);

    /// <summary>At the same hour of the day, tomorrow.</summary>
    public static DateTimeOffset Tomorrow(Order order, DateTimeOffset now) =>
        ChinaTime.Moment(ChinaTime.DayOf(now + Day), ChinaTime.HourOf(order.Terms.From));
}
