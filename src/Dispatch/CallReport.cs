namespace Dispatch;

/// <summary>
/// How an outgoing call went. Sent once a key is pressed (before the phones are joined, where that key joins them), or when the
/// call ends without one; where a second question follows, once that is answered too or the call ends. Safe to repeat.
/// </summary>
/// <param name="Key">The answer that was pressed, or null.</param>
public sealed record CallReport(string CallId, CallEnding Ending, char? Key)
{
    /// <summary>The answer to <see cref="OutgoingCall.Then"/>; null where that was not asked, or not answered.</summary>
    public char? Then { get; init; }
}
