namespace Dispatch;

/// <summary>How an outgoing call went.</summary>
/// <param name="Key">The answer that was pressed, or null.</param>
public sealed record CallReport(string CallId, CallEnding Ending, char? Key);
