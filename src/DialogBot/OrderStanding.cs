namespace DialogBot;

/// <summary>How far an order is, as a caller would put it.</summary>
public enum OrderStanding
{
    /// <summary>Somebody is looked for.</summary>
    Seeking,

    /// <summary>Somebody will come.</summary>
    Taken,

    /// <summary>The worker is there.</summary>
    AtTheDoor,

    Done,

    /// <summary>An operator sees to it.</summary>
    WithOperator,
}
