using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>Says which setting of the section <c>Twilio</c> is missing or wrong, and what it may be.</summary>
internal sealed partial class TwilioOptionsCheck(IConfiguration configuration, CarrierChoice choice) : IValidateOptions<TwilioOptions>
{
    // Twilio's own bounds: https://www.twilio.com/docs/messaging/api/message-resource (ValidityPeriod).
    private static readonly TimeSpan ShortestValidity = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestValidity = TimeSpan.FromSeconds(36000);
    private const int MostRecordingDays = 3650;

    private static readonly TimeSpan ShortestBudget = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBudget = TimeSpan.FromSeconds(10);

    public ValidateOptionsResult Validate(string? name, TwilioOptions options)
    {
        string[] wrong = [.. Wrong(options).OfType<string>()];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string?> Wrong(TwilioOptions options)
    {
        yield return Account().IsMatch(options.AccountSid) ? null : "Set Twilio:AccountSid to the account's SID, AC and 32 hexadecimal digits, from Twilio's console.";
        yield return Token(nameof(options.AuthToken), options.AuthToken, "Set Twilio__AuthToken in the environment to the account's auth token, or put it into a file of that name in the folder Secrets:Path.");
        yield return Token(nameof(options.OtherAuthToken), options.OtherAuthToken, null);
        yield return IsPublic(options.PublicUrl, Uri.UriSchemeHttps) ? null : "Set Twilio:PublicUrl to the address under which Twilio reaches this program, e.g. https://hotline.example.org; it begins with https:// and has no query.";
        yield return options.MediaUrl.Length == 0 || IsPublic(options.MediaUrl, Uri.UriSchemeWss) ? null : "Set Twilio:MediaUrl to the address under which Twilio reaches the media port, e.g. wss://media.example.org, or leave it out; it begins with wss:// and has no query.";
        yield return IsAddress(options.ApiUrl) ? null : "Set Twilio:ApiUrl to https://api.twilio.com, or leave it out.";
        yield return NeedsNumber(options) && !E164().IsMatch(options.Number) ? "Set Twilio:Number to the number that Twilio calls from, with + and the country's code, e.g. +8677312349000." : null;
        yield return options.MessagingServiceSid.Length == 0 || Service().IsMatch(options.MessagingServiceSid) ? null : "Set Twilio:MessagingServiceSid to MG and 32 hexadecimal digits, or leave it out.";
        yield return options.RecordingDays is null ? !options.Record ? null : "Set Twilio:RecordingDays to the days after which a recording is deleted, or leave Twilio:Record out." : options.RecordingDays is >= 1 and <= MostRecordingDays ? null : $"Set Twilio:RecordingDays to days from 1 to {MostRecordingDays}.";
        yield return options.SmsValidity >= ShortestValidity && options.SmsValidity <= LongestValidity ? null : $"Set Twilio:SmsValidity to a time from {ShortestValidity} to {LongestValidity}.";
        yield return options.Budget >= ShortestBudget && options.Budget <= LongestBudget ? null : $"Set Twilio:Budget to a time from {ShortestBudget} to {LongestBudget}.";
    }

    private string? Token(string name, string token, string? missing)
    {
        var key = $"{TwilioOptions.Section}:{name}";
        return SecretSettings.Misplaced(configuration, key) ?? (token.Length > 0 && token.Trim() != token ? $"{key} begins or ends with a blank: take it out." : token.Length == 0 ? missing : null);
    }

    /// <summary>Messages alone may come from a messaging service.</summary>
    private bool NeedsNumber(TwilioOptions options) => choice.Calls == CarrierChoice.Twilio || options.MessagingServiceSid.Length == 0;

    private static bool IsPublic(string address, string scheme) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme == scheme && url.Query.Length == 0 && url.Fragment.Length == 0;

    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url is { Scheme: "http", IsLoopback: true });

    [GeneratedRegex("^AC[0-9a-fA-F]{32}$")]
    private static partial Regex Account();

    [GeneratedRegex("^MG[0-9a-fA-F]{32}$")]
    private static partial Regex Service();

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$")]
    private static partial Regex E164();
}
