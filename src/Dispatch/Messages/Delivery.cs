namespace Dispatch.Messages;

/// <summary>What becomes of a tiding after a try: a pure decision.</summary>
internal abstract record Delivery
{
    private Delivery() { }

    /// <summary>Told, as far as the carrier can say.</summary>
    public sealed record Told : Delivery;

    /// <summary>Tried again at that time, as it is now.</summary>
    public sealed record Again(Tiding Tiding, DateTimeOffset At) : Delivery;

    /// <summary>Cannot be told.</summary>
    public sealed record GivenUp : Delivery;

    /// <param name="outcome">Null where the carrier could not be reached.</param>
    public static Delivery AfterSms(Tiding tiding, SmsOutcome? outcome, IReadOnlyList<TimeSpan> retries, DateTimeOffset now) => outcome switch
    {
        SmsOutcome.Accepted => new Told(),
        SmsOutcome.Unreachable => OtherWay(tiding, now),
        _ => Later(tiding, retries, now),
    };

    /// <summary>After a carrier lost a message that it had taken.</summary>
    public static Delivery AfterLoss(Tiding tiding, SmsState state, IReadOnlyList<TimeSpan> retries, DateTimeOffset now)
    {
        var lost = tiding with { Sends = tiding.Sends + 1 };
        return state is SmsState.Unreachable ? OtherWay(lost, now) : Later(lost, retries, now);
    }

    /// <summary>After a call in which nobody heard it.</summary>
    public static Delivery AfterCall(Tiding tiding, CallEnding ending, IReadOnlyList<TimeSpan> retries, DateTimeOffset now) =>
        ending is CallEnding.Unreachable ? new GivenUp() : Later(tiding, retries, now);

    /// <summary>While the phone rings: what is done if nothing is heard of the call. Nobody is given up before it has rung out.</summary>
    /// <param name="silent">When the call would have been reported.</param>
    public static Again Meanwhile(Tiding tiding, IReadOnlyList<TimeSpan> retries, DateTimeOffset silent) =>
        Later(tiding, retries, silent) as Again ?? new Again(tiding with { Tries = tiding.Tries + 1, Last = true }, silent);

    /// <summary>After a try by SMS or by phone that came to nothing.</summary>
    public static Delivery Later(Tiding tiding, IReadOnlyList<TimeSpan> retries, DateTimeOffset now) => tiding switch
    {
        { Once: true } => new GivenUp(),
        { Until: { } end } when now + retries[Math.Min(tiding.Tries, retries.Count - 1)] >= end => new GivenUp(),
        _ when tiding.Tries < retries.Count => new Again(tiding with { Tries = tiding.Tries + 1 }, now + retries[tiding.Tries]),
        { ByPhone: false } => OtherWay(tiding, now),
        _ => new GivenUp(),
    };

    private static Delivery OtherWay(Tiding tiding, DateTimeOffset now) =>
        tiding.Spoken is null ? new GivenUp() : new Again(tiding with { Calling = true, Tries = 0 }, now);
}
