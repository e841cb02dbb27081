namespace VoiceGateway.Media;

/// <summary>The kinds of message that a telephone sends on its media stream.</summary>
internal enum MediaEvent
{
    /// <summary>Nothing that this version knows; to be passed over.</summary>
    Unknown,
    Connected,
    Start,
    Media,
    Dtmf,
    Mark,
    Stop,

    /// <summary>Typed speech: an extension of the local carrier.</summary>
    Text,
}
