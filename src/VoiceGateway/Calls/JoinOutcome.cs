namespace VoiceGateway.Calls;

/// <summary>What became of a person's wish to be joined to a caller.</summary>
internal enum JoinOutcome
{
    /// <summary>They talked, and one of them has hung up.</summary>
    Talked,

    /// <summary>Another person was there before.</summary>
    AlreadyJoined,

    /// <summary>The caller is not on the line (any more).</summary>
    CallerGone,
}
