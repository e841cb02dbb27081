namespace VoiceGateway.Speech.Remote;

/// <summary>Why a remote engine gave no answer.</summary>
internal enum EngineFault
{
    /// <summary>It refuses more for the moment, or as many as may be at once are on their way.</summary>
    Busy,

    /// <summary>It took longer than a caller waits.</summary>
    TooLate,

    /// <summary>It refused, broke, answered in another shape, or could not be reached.</summary>
    Failed,

    /// <summary>It was not asked: it had failed too often a moment ago.</summary>
    Resting,
}
