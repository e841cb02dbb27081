namespace DialogBot.Dialogs;

/// <summary>What a caller wants with orders that are on the books.</summary>
internal enum Purpose
{
    /// <summary>To hear how far they are.</summary>
    Tell,

    /// <summary>One is not wanted any more; of a series that visit only.</summary>
    Cancel,

    /// <summary>None of a series is wanted any more (以后每周二的打扫不要了).</summary>
    EndSeries,

    /// <summary>One is to come at another time (改期).</summary>
    Move,
}
