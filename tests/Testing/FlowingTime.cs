namespace Testing;

/// <summary>The real clock, set to another moment: what rests at night is tested at any hour.</summary>
/// <param name="shift">How far ahead of the real clock; one shift gives several processes the same time.</param>
public sealed class FlowingTime(TimeSpan shift) : TimeProvider
{
    public FlowingTime(DateTimeOffset start)
        : this(start - System.GetUtcNow())
    {
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
}
