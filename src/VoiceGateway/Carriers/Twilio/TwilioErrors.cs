namespace VoiceGateway.Carriers.Twilio;

/// <summary>Twilio's numbers of errors, as far as something is done about them. Source: https://www.twilio.com/docs/api/errors</summary>
internal static class TwilioErrors
{
    public const int Authenticate = 20003;
    public const int TooManyRequests = 20429;
    public const int NotANumber = 21211;
    public const int SenderCannotText = 21606;
    public const int OptedOut = 21610;
    public const int NoRoute = 21612;
    public const int Landline = 21614;
    public const int CallIsOver = 21220;

    /// <summary>A message to that number goes no way: it has to be called.</summary>
    public static bool IsUnreachable(int code) => code is NotANumber or SenderCannotText or OptedOut or NoRoute or Landline;
}
