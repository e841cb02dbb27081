namespace DialogBot;

/// <summary>What became of a wish to move an order to another time (改期).</summary>
public enum ChangeOutcome
{
    /// <summary>Committed; whoever was to come at the old time is told, and whoever comes at the new one is looked for.</summary>
    Changed,

    /// <summary>The new time is over.</summary>
    TimePast,

    /// <summary>Somebody is at the door already, or it is done or over.</summary>
    TooLate,

    /// <summary>The ledger cannot be reached: the order stands.</summary>
    Unavailable,
}
