namespace DialogBot.Understanding.Dangers;

/// <summary>One category of dangers.yaml.</summary>
internal sealed record DangerKind
{
    public Severity Severity { get; init; }

    /// <summary>A fire can be out and a bone be swallowed; a heart that hurt a moment ago is a danger still.</summary>
    public bool Passes { get; init; }

    /// <summary>People speak of it in advance (怕摔倒); nobody is afraid of a pain before it hurts.</summary>
    public bool Feared { get; init; }

    /// <summary>Whoever tells of yesterday's fire is out of it; yesterday's fall may hurt today.</summary>
    public bool Brief { get; init; }

    /// <summary>A cry that counts only where no service is asked for: 赶紧来人 is danger, 赶紧来人修水管 is none.</summary>
    public bool Alone { get; init; }

    /// <summary>Counts only where nothing else is said: 哎哟.</summary>
    public bool Whole { get; init; }

    /// <summary>The category it is told as; null for its own name.</summary>
    public string? Category { get; init; }

    public Dictionary<string, double> Signs { get; init; } = [];
}
