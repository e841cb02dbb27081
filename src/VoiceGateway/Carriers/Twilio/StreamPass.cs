using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using VoiceGateway.Media;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// Binds a media stream to the call that it was given to: its parameters carry our own signature, over who calls whom, and over the
/// carrier's name of the call or, where we call, ours.
/// </summary>
internal sealed class StreamPass(IOptions<TwilioOptions> options)
{
    private const string Name = "pass";

    /// <param name="again">How often the stream of this call has broken.</param>
    public IEnumerable<KeyValuePair<string, string>> ForCaller(string callSid, string from, string to, int again) =>
        Parameters(callSid, from, to, MediaStart.Again, again.ToString(CultureInfo.InvariantCulture));

    public IEnumerable<KeyValuePair<string, string>> ForCalled(string callId, string from, string to) =>
        Parameters(callId, from, to, MediaStart.Call, callId);

    /// <summary>Whether a stream brings the parameters that it was given, and no others.</summary>
    public bool Admits(MediaStart start)
    {
        var (from, to, call, again) = (start.Parameter("from"), start.Parameter("to"), start.Parameter(MediaStart.Call), start.Parameter(MediaStart.Again));
        var given = Encoding.ASCII.GetBytes(start.Parameter(Name));
        var isOurs = options.Value.Tokens.Any(token =>
            CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Sign(token, call.Length > 0 ? call : start.CallSid, from, to, again))));
        return isOurs && start.Parameters.Keys.All(name => name is "from" or "to" or MediaStart.Call or MediaStart.Again or Name);
    }

    private KeyValuePair<string, string>[] Parameters(string bound, string from, string to, string which, string value) =>
    [
        new("from", from),
        new("to", to),
        new(which, value),
        new(Name, Sign(options.Value.AuthToken, bound, from, to, which == MediaStart.Again ? value : string.Empty)),
    ];

    private static string Sign(string token, string bound, string from, string to, string again) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes($"stream\n{bound}\n{from}\n{to}\n{again}")));
}
