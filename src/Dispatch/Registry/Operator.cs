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
}
