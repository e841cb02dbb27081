namespace Dispatch;

public enum CallEnding
{
    /// <summary>Picked up and heard; see the report's key for the answer.</summary>
    Answered,
    Busy,
    NoAnswer,
    Failed,
}
