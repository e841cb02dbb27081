namespace VoiceGateway.Screens.Assistants;

/// <summary>What happens on a platform.</summary>
internal enum AssistantRequestKind
{
    /// <summary>The elder opens us and has said nothing yet.</summary>
    Opened,

    Spoken,

    /// <summary>The elder or the platform has left.</summary>
    Closed,
}
