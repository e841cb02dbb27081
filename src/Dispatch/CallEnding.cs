namespace Dispatch;

/// <summary>How an outgoing call ended.</summary>
public enum CallEnding
{
    /// <summary>Picked up and heard; see the report's key for the answer.</summary>
    Answered,
    Busy,
    NoAnswer,

    /// <summary>It did not get through, and another try may.</summary>
    Failed,

    /// <summary>This number cannot be called (bad number, not allowed): it is not tried again, another way is used at once.</summary>
    Unreachable,
}
