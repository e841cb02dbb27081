namespace Dispatch;

/// <summary>
/// What a carrier says later about a message that it was given through <see cref="ISmsSender"/>. May come in any order, several times,
/// and even before <see cref="ISmsSender.SendAsync"/> has returned.
/// </summary>
/// <param name="SmsId">The <see cref="Sms.Id"/> that the desk chose, not the carrier's own: the adapter keeps the two together, e.g. in the address for its reports.</param>
/// <param name="Fault">The carrier's own word for why it failed, for the record, e.g. 30003; null where there is none.</param>
public sealed record SmsReport(string SmsId, SmsState State, string? Fault = null);
