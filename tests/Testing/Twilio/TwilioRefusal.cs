namespace Testing.Twilio;

/// <summary>What Twilio answers instead of taking a request.</summary>
/// <param name="RetryAfter">Seconds; null for no such header.</param>
public sealed record TwilioRefusal(int Status, int Code, int? RetryAfter = null);
