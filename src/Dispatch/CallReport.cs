namespace Dispatch;

/// <summary>
/// How an outgoing call went. Sent once a key is pressed (before the phones are joined, where that key joins them), or when the
/// call ends without one. Safe to repeat.
/// </summary>
/// <param name="Key">The answer that was pressed, or null.</param>
public sealed record CallReport(string CallId, CallEnding Ending, char? Key);
