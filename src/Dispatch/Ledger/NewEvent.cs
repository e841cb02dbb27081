namespace Dispatch.Ledger;

/// <summary>An event to append.</summary>
/// <param name="Id">Idempotency key, unique in the region: what was appended once is never appended again.</param>
/// <param name="ExpectedVersion">How many events the subject has before this one (0 for the first); null where any number will do.</param>
/// <param name="Type">What happened, e.g. order.taken.</param>
/// <param name="Payload">JSON, kept byte for byte.</param>
/// <param name="At">Kept to the millisecond.</param>
public sealed record NewEvent(string Id, Subject Subject, long? ExpectedVersion, string Type, string Payload, DateTimeOffset At);
