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
        SmsOutcome.Unreachable => tiding.Spoken is null ? new GivenUp() : new Again(tiding with { Calling = true, Tries = 0 }, now),
        _ => Later(tiding, retries, now),
    };

    /// <summary>After a try by SMS or by phone that came to nothing.</summary>
    public static Delivery Later(Tiding tiding, IReadOnlyList<TimeSpan> retries, DateTimeOffset now) => tiding switch
    {
        { Until: { } end } when now + retries[Math.Min(tiding.Tries, retries.Count - 1)] >= end => new GivenUp(),
        _ when tiding.Tries < retries.Count => new Again(tiding with { Tries = tiding.Tries + 1 }, now + retries[tiding.Tries]),
        { ByPhone: false, Spoken: not null } => new Again(tiding with { Calling = true, Tries = 0 }, now),
        _ => new GivenUp(),
    };
}
