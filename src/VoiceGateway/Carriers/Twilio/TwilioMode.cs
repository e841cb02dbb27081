namespace VoiceGateway.Carriers.Twilio;

/// <summary>Whose ears and whose mouth a call has.</summary>
internal enum TwilioMode
{
    /// <summary>Ours: the sound of the call comes over a WebSocket.</summary>
    MediaStreams,

    /// <summary>Twilio's: one HTTP turn each.</summary>
    Gather,
}
