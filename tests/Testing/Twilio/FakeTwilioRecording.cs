namespace Testing.Twilio;

/// <param name="Source">How it was begun, in Twilio's word.</param>
public sealed record FakeTwilioRecording(string Sid, DateTimeOffset Created, string Source);
