namespace DialogBot;

/// <summary>Whom a caller wants to come, as against the one who came the last time for the same service.</summary>
public enum WorkerWish
{
    /// <summary>不要上次那个: anybody else.</summary>
    Other,

    /// <summary>还要上次那个.</summary>
    Same,
}
