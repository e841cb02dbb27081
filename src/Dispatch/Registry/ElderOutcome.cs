namespace Dispatch.Registry;

/// <summary>What became of a change of an elder's record.</summary>
public abstract record ElderOutcome
{
    private ElderOutcome() { }

    /// <summary>Committed; also where nothing differed.</summary>
    public sealed record Saved(ElderRecord Record) : ElderOutcome;

    /// <summary>Somebody else changed it since it was opened; nothing was saved.</summary>
    /// <param name="Record">As it is now; null where it is gone.</param>
    public sealed record Overtaken(ElderRecord? Record) : ElderOutcome;

    /// <summary>The database cannot be reached: the same change, with the same draft id, may be sent again.</summary>
    public sealed record Unavailable : ElderOutcome;
}
