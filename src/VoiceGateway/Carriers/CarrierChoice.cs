using VoiceGateway.Hosting;

namespace VoiceGateway.Carriers;

/// <summary>Who carries calls (setting <c>Carrier</c>) and messages (setting <c>Sms</c>; the carrier of the calls unless set).</summary>
/// <param name="Calls">local or twilio.</param>
/// <param name="Messages">local, twilio or aliyun.</param>
internal sealed record CarrierChoice(string Calls, string Messages)
{
    public const string Local = "local";
    public const string Twilio = "twilio";
    public const string Aliyun = "aliyun";

    public bool Uses(string carrier) => Calls == carrier || Messages == carrier;

    /// <exception cref="WrongSettingsException">No such carrier.</exception>
    public static CarrierChoice From(IConfiguration configuration)
    {
        var calls = Chosen(configuration, "Carrier", Local, [Local, Twilio]);
        return new CarrierChoice(calls, Chosen(configuration, "Sms", calls, [Local, Twilio, Aliyun]));
    }

    private static string Chosen(IConfiguration configuration, string setting, string usual, string[] all) => configuration[setting] switch
    {
        null or "" => usual,
        var chosen when all.Contains(chosen, StringComparer.OrdinalIgnoreCase) => all.First(each => each.Equals(chosen, StringComparison.OrdinalIgnoreCase)),
        var chosen => throw new WrongSettingsException([$"{setting} is {chosen}: set it to one of {string.Join(", ", all)}."]),
    };
}
