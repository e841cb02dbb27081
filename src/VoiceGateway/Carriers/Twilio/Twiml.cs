using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>An answer to a webhook: what Twilio is to do with the call, in order. Source: https://www.twilio.com/docs/voice/twiml</summary>
internal sealed class Twiml : IResult
{
    private readonly XElement response = new("Response");

    public Twiml Say(string text, TwimlVoice voice)
    {
        response.Add(Spoken(text, voice));
        return this;
    }

    /// <summary>Listens for speech or a key while it speaks and afterwards; <paramref name="attributes"/> as Twilio names them.</summary>
    public Twiml Gather(IEnumerable<KeyValuePair<string, string>> attributes, string text, TwimlVoice voice)
    {
        response.Add(new XElement("Gather", attributes.Select(each => new XAttribute(each.Key, each.Value)), text.Length > 0 ? Spoken(text, voice) : null));
        return this;
    }

    /// <summary>Goes on with the answer of another webhook.</summary>
    public Twiml Redirect(string url)
    {
        response.Add(new XElement("Redirect", new XAttribute("method", "POST"), url));
        return this;
    }

    /// <summary>Streams the call's sound, both ways, until either side ends it.</summary>
    public Twiml Stream(string url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        response.Add(new XElement("Connect", new XElement(
            "Stream",
            new XAttribute("url", url),
            parameters.Select(each => new XElement("Parameter", new XAttribute("name", each.Key), new XAttribute("value", each.Value))))));
        return this;
    }

    /// <summary>Puts the phone into a conference of that name, which ends when one of its two leaves it.</summary>
    /// <param name="next">Asked how to go on once it is over.</param>
    public Twiml Conference(string name, string next)
    {
        response.Add(new XElement(
            "Dial",
            new XAttribute("action", next),
            new XAttribute("method", "POST"),
            new XElement(
                "Conference",
                new XAttribute("beep", "false"),
                new XAttribute("startConferenceOnEnter", "true"),
                new XAttribute("endConferenceOnExit", "true"),
                new XAttribute("maxParticipants", "2"),
                name)));
        return this;
    }

    public Twiml HangUp()
    {
        response.Add(new XElement("Hangup"));
        return this;
    }

    public override string ToString() => new XDeclaration("1.0", "UTF-8", null) + response.ToString(SaveOptions.DisableFormatting);

    public Task ExecuteAsync(HttpContext httpContext) =>
        Results.Content(ToString(), "text/xml", Encoding.UTF8).ExecuteAsync(httpContext);

    private static XElement Spoken(string text, TwimlVoice voice) => new(
        "Say",
        new XAttribute("language", voice.Language),
        new XAttribute("voice", voice.Name),
        voice.Rate == 1 ? text : new XElement("prosody", new XAttribute("rate", string.Create(CultureInfo.InvariantCulture, $"{voice.Rate:0%}")), text));
}
