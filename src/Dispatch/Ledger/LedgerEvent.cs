namespace Dispatch.Ledger;

/// <summary>A committed event.</summary>
/// <param name="Sequence">Place in the region's chain, from 1 without gaps.</param>
/// <param name="SubjectVersion">Place among the events of its subject, from 1 without gaps.</param>
/// <param name="PreviousHash">Hash of the event before it in the region; empty for the first.</param>
/// <param name="Hash">SHA-256 over the previous hash and this event, lower-case hex.</param>
public sealed record LedgerEvent(
    string Region,
    long Sequence,
    string Id,
    Subject Subject,
    long SubjectVersion,
    string Type,
    string Payload,
    DateTimeOffset At,
    string PreviousHash,
    string Hash);
