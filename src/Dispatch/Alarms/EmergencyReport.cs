namespace Dispatch.Alarms;

/// <summary>Somebody calls for help, for themselves or for another. Several reports of one emergency are one alarm.</summary>
public sealed record EmergencyReport
{
    /// <summary>Names this report: what is told twice under one id is one report.</summary>
    public required string Id { get; init; }

    /// <summary>Code of the centre's region.</summary>
    public required string Region { get; init; }

    /// <summary>How it came: phone, screen, chat, device, operator.</summary>
    public required string Source { get; init; }

    /// <summary>fall, chest-pain, breath, stroke, bleeding, choking, poisoning, gas, fire, burglary, self-harm, unconscious, help.</summary>
    public required string Category { get; init; }

    /// <summary>life or urgent.</summary>
    public string Severity { get; init; } = "life";

    /// <summary>The number to call back, digits only; empty where there is none.</summary>
    public required string Phone { get; init; }

    /// <summary>Null for somebody whom the registry does not know.</summary>
    public string? ElderId { get; init; }

    /// <summary>Null when unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Where to send help; null when unknown.</summary>
    public string? Address { get; init; }

    /// <summary>What was said, for whoever comes; never logged.</summary>
    public string Words { get; init; } = "";

    /// <summary>The conversation in which it was said; null where there was none.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Somebody is on the line of that conversation and can be spoken with. Otherwise <see cref="Phone"/> is called.</summary>
    public bool OnLine { get; init; }
}
