namespace VoiceGateway.Calls.Live;

/// <summary>What became of the wish of somebody at the console.</summary>
internal enum TakeOverOutcome
{
    /// <summary>Their phone rings; or what was to be said is being said.</summary>
    Done,

    /// <summary>Another one has the call.</summary>
    Taken,

    /// <summary>The caller is not on the line any more.</summary>
    CallerGone,

    /// <summary>The carrier does not take another call at this moment.</summary>
    Busy,

    /// <summary>The machine that has the call does not answer.</summary>
    NoAnswer,
}
