namespace DialogBot.Understanding.Dangers;

/// <summary>One category of dangers.yaml.</summary>
internal sealed record DangerKind
{
    public Severity Severity { get; init; }

    /// <summary>A fire can be out and a bone be swallowed; a heart that hurt a moment ago is a danger still.</summary>
    public bool Passes { get; init; }

    public Dictionary<string, double> Signs { get; init; } = [];
}
