namespace Testing;

/// <summary>The real clock, set to another moment: what rests at night is tested at any hour.</summary>
public sealed class FlowingTime : TimeProvider
{
    private readonly TimeSpan shift;

    public FlowingTime(DateTimeOffset start) => shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
