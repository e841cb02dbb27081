using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>Section <c>Twilio</c> of the settings; looked at by <see cref="TwilioOptionsCheck"/>.</summary>
internal sealed class TwilioOptions
{
    public const string Section = "Twilio";

    /// <summary>AC and 32 hexadecimal digits.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>A secret.</summary>
    public string AuthToken { get; set; } = "";

    /// <summary>A secret: while tokens are changed, the other one that is valid.</summary>
    public string OtherAuthToken { get; set; } = "";

    public TwilioMode Mode { get; set; } = TwilioMode.MediaStreams;

    /// <summary>Where Twilio reaches this program from outside: https://hotline.example.org, with a path where a proxy adds one.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Where Twilio reaches <c>Calls:MediaPort</c>, where that has an address of its own: wss://media.example.org. Empty for <see cref="PublicUrl"/>.</summary>
    public string MediaUrl { get; set; } = "";

    /// <summary>The number that calls and messages come from, e.g. +8677312349000.</summary>
    public string Number { get; set; } = "";

    /// <summary>Sends messages instead of <see cref="Number"/> where set: MG and 32 hexadecimal digits.</summary>
    public string MessagingServiceSid { get; set; } = "";

    public string ApiUrl { get; set; } = "https://api.twilio.com";

    /// <summary>Calls are recorded by Twilio, after the caller was told so.</summary>
    public bool Record { get; set; }

    /// <summary>Recordings that were begun over the interface are deleted at Twilio after so many days; needed where calls are recorded.</summary>
    public int? RecordingDays { get; set; }

    /// <summary>Twilio listens whether a machine picked up, and such a call ends at once. Without it, too, nothing but a key is an answer.</summary>
    public bool MachineDetection { get; set; }

    /// <summary>A message that could not be delivered for so long is of no use any more.</summary>
    public TimeSpan SmsValidity { get; set; } = TimeSpan.FromHours(4);

    /// <summary>A webhook is answered within this, by 请稍等 where the answer is not there yet. Twilio gives up after 15 s.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Gather: Twilio's voice for Mandarin.</summary>
    public string Voice { get; set; } = "Polly.Zhiyu-Neural";

    /// <summary>Gather: Twilio's voice for Cantonese.</summary>
    public string CantoneseVoice { get; set; } = "Polly.Hiujin-Neural";

    /// <summary>Both tokens, the newer first.</summary>
    public IEnumerable<string> Tokens => new[] { AuthToken, OtherAuthToken }.Where(token => token.Length > 0);

    /// <param name="path">Begins with a slash; already escaped.</param>
    public string Public(string path) => PublicUrl.TrimEnd('/') + path;

    /// <summary>Where calls are streamed to.</summary>
    public string PublicMedia => MediaUrl.Length > 0 ? MediaUrl.TrimEnd('/') + MediaEndpoint.Path : PublicSocket(MediaEndpoint.Path);

    public string PublicSocket(string path) => "wss" + Public(path)[Uri.UriSchemeHttps.Length..];
}
