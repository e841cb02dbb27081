namespace DialogBot.Understanding;

public enum Severity
{
    /// <summary>Somebody should look soon.</summary>
    Concern,

    /// <summary>Somebody must come now.</summary>
    Urgent,

    /// <summary>A life is in danger.</summary>
    Life,
}
