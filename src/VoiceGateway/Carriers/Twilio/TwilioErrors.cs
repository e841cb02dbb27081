namespace VoiceGateway.Carriers.Twilio;

/// <summary>Twilio's numbers of errors, as far as something is done about them. Source: https://www.twilio.com/docs/api/errors</summary>
internal static class TwilioErrors
{
    public const int Authenticate = 20003;
    public const int TooManyRequests = 20429;
    public const int OptedOut = 21610;

    private const int NotANumber = 21211;
    private const int CannotBeCalled = 21214;
    private const int CountryNotAllowed = 21215;
    private const int NotAValidNumber = 21217;
    private const int CountryNotTexted = 21408;
    private const int SenderCannotText = 21606;
    private const int NoRoute = 21612;
    private const int Landline = 21614;
    private const int UnknownHandset = 30005;
    private const int LandlineOrOutOfReach = 30006;
    private const int Filtered = 30007;

    /// <summary>No message gets to that number: another way has to be used.</summary>
    public static bool IsUnreachable(int code) =>
        code is NotANumber or CountryNotTexted or SenderCannotText or OptedOut or NoRoute or Landline or UnknownHandset or LandlineOrOutOfReach or Filtered;

    /// <summary>No call gets to that number.</summary>
    public static bool CannotCall(int code) => code is NotANumber or CannotBeCalled or CountryNotAllowed or NotAValidNumber;
}
