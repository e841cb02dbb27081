namespace Dispatch.Tests.Faults;

/// <summary>Something that happens to the desk in a property test. A counterexample is a row of these, as short as can be.</summary>
internal abstract record Step
{
    private Step() { }

    /// <summary>Two elders and a stranger order, for one of two days: some wishes are repeats of others.</summary>
    public sealed record Orders(int Elder, int Day) : Step;

    /// <summary>A caller's last request comes once more.</summary>
    public sealed record OrdersAgain : Step;

    /// <summary>A vendor writes; late: the message stays on its way until it is delivered.</summary>
    public sealed record Writes(int Vendor, string Words, bool WithCode, bool Late) : Step;

    /// <summary>One of the messages on their way arrives, not in the order in which they were written.</summary>
    public sealed record Arrives(int Which) : Step;

    /// <summary>The carrier delivers a message that it delivered before.</summary>
    public sealed record ArrivesAgain(int Which) : Step;

    /// <summary>A key on one of the calls that the desk ever made, even one that was over long ago.</summary>
    public sealed record Presses(char Key, int Which) : Step;

    public sealed record Cancels(int Which) : Step;

    public sealed record Changes(int Which, int Hours, bool KeepsVendor) : Step;

    public sealed record OperatorGives(int Which, int Vendor) : Step;

    public sealed record OperatorLetsGoOn(int Which) : Step;

    /// <summary>Time goes by, and the desk does what is due.</summary>
    public sealed record Passes(int Minutes) : Step;

    /// <summary>The desk dies after it did a piece of work and before it noted that.</summary>
    public sealed record DiesAtWork : Step;

    public sealed record Dies : Step;

    public sealed record RedisIsWiped : Step;
}
