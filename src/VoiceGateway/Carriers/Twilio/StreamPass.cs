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

    public IEnumerable<KeyValuePair<string, string>> ForCaller(string callSid, string from, string to) =>
        Parameters(callSid, from, to, string.Empty);

    public IEnumerable<KeyValuePair<string, string>> ForCalled(string callId, string from, string to) =>
        Parameters(callId, from, to, callId);

    /// <summary>Whether a stream brings the parameters that it was given, and no others.</summary>
    public bool Admits(MediaStart start)
    {
        var (from, to, call) = (start.Parameter("from"), start.Parameter("to"), start.Parameter("call"));
        var given = Encoding.ASCII.GetBytes(start.Parameter(Name));
        var isOurs = options.Value.Tokens.Any(token =>
            CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Sign(token, call.Length > 0 ? call : start.CallSid, from, to))));
        return isOurs && start.Parameters.Keys.All(name => name is "from" or "to" or "call" or Name);
    }

    private KeyValuePair<string, string>[] Parameters(string bound, string from, string to, string callId) =>
    [
        new("from", from),
        new("to", to),
        .. callId.Length > 0 ? new KeyValuePair<string, string>[] { new("call", callId) } : [],
        new(Name, Sign(options.Value.AuthToken, bound, from, to)),
    ];

    private static string Sign(string token, string bound, string from, string to) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes($"stream\n{bound}\n{from}\n{to}")));
}
