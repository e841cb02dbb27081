namespace Dispatch.Orders;

/// <summary>One operator sees to something, so that no other need.</summary>
/// <param name="By">operator:ID.</param>
public sealed record OperatorClaim(string By, DateTimeOffset At)
{
    /// <summary>Whether it keeps others away still: who has gone away for so long has given it up.</summary>
    public bool Holds(TimeSpan hold, DateTimeOffset now) => now < At + hold;
}
