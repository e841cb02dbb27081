namespace DialogBot.Dialogs;

/// <summary>Why a window is another one than was said.</summary>
internal enum Shift
{
    AsSaid,

    /// <summary>A part of the day, or nothing, was said: an hour is offered.</summary>
    Offered,

    /// <summary>Nobody could be there as early.</summary>
    TooEarly,

    /// <summary>The service is not to be had at that hour.</summary>
    OutsideHours,
}
