namespace Dispatch;

/// <summary>What a carrier said to a message.</summary>
public enum SmsOutcome
{
    /// <summary>On its way; delivery is reported later.</summary>
    Accepted,

    /// <summary>Try again later (busy, rate limit).</summary>
    TryLater,

    /// <summary>This number cannot get an SMS (landline, bad number, opted out): use another way.</summary>
    Unreachable,
}
