namespace Dispatch.Registry;

/// <summary>A person of the centre who takes calls that the bot hands over.</summary>
public sealed record Operator
{
    public required string Id { get; init; }

    public required string Region { get; init; }

    public required string Name { get; init; }

    /// <summary>Digits only.</summary>
    public required string Phone { get; init; }

    public required DutyHours Hours { get; init; }

    /// <summary>Called when nobody else acknowledges an alarm.</summary>
    public bool IsSupervisor { get; init; }

    /// <summary>For once against the usual hours; an import, which draws the roster anew, takes it back.</summary>
    public DutyChange? Change { get; init; }

    public bool IsOnDuty(DateTimeOffset at) => Change is { } change && change.Until > at ? change.IsOn : Hours.Contains(ChinaTime.HourOf(at));
}
