namespace Dispatch;

/// <param name="Id">Idempotency key, chosen by the desk; names the message in its <see cref="SmsReport"/>s. At most 200 characters of ASCII.</param>
/// <param name="To">Receiver's number, digits only.</param>
/// <param name="Text">What it says; rendered from prompts/sms.yaml.</param>
public sealed record Sms(string Id, string To, string Text);
