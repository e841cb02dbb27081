namespace VoiceGateway.Chat;

/// <summary>What came of an operator's wish to have a conversation.</summary>
internal enum ClaimOutcome
{
    Claimed,

    /// <summary>Another operator was faster.</summary>
    AlreadyClaimed,

    /// <summary>It is over, or forgotten.</summary>
    Gone,
}
