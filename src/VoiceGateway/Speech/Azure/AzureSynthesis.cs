using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml.Linq;
using VoiceGateway.Media;
using VoiceGateway.Speech.Remote;

namespace VoiceGateway.Speech.Azure;

/// <summary>Azure's text to speech (REST): SSML in, raw PCM at the telephone's rate out.</summary>
internal sealed class AzureSynthesis(AzureSpeechOptions options) : ISynthesisProtocol
{
    private static readonly XNamespace Ssml = "http://www.w3.org/2001/10/synthesis";

    public string Name => $"Azure Speech ({(options.Endpoint.Length > 0 ? options.Endpoint : options.Region)})";

    public string VoiceOf(Sentence sentence) => $"azure {Voice(sentence)}";

    public HttpRequestMessage Ask(Sentence sentence)
    {
        var text = new ByteArrayContent(Encoding.UTF8.GetBytes(Markup(sentence)));
        text.Headers.ContentType = new MediaTypeHeaderValue("application/ssml+xml");
        var question = new HttpRequestMessage(HttpMethod.Post, AzureAddress.Synthesis(options)) { Content = text };
        question.Headers.Add("Ocp-Apim-Subscription-Key", options.Key);
        question.Headers.Add("X-Microsoft-OutputFormat", "raw-8khz-16bit-mono-pcm");
        question.Headers.UserAgent.ParseAdd("VoiceCare");
        return question;
    }

    public Sound Read(ReadOnlySpan<byte> answer) => answer.Length is > 0 && answer.Length % 2 == 0
        ? new Sound(MemoryMarshal.Cast<byte, short>(answer).ToArray(), Sound.Telephone)
        : throw new InvalidDataException($"Azure's sound has {answer.Length} bytes: no whole number of samples.");

    private string Voice(Sentence sentence) => options.Voices.GetValueOrDefault(sentence.Locale) ?? options.Voices["zh-CN"];

    private string Markup(Sentence sentence)
    {
        var voice = Voice(sentence);
        // A voice's name begins with its locale.
        var language = string.Join('-', voice.Split('-').SkipLast(1));
        return new XElement(
            Ssml + "speak",
            new XAttribute("version", "1.0"),
            new XAttribute(XNamespace.Xml + "lang", language),
            new XElement(
                Ssml + "voice",
                new XAttribute("name", voice),
                new XElement(Ssml + "prosody", new XAttribute("rate", Math.Clamp(sentence.Rate, 0.5, 2).ToString("0.##", CultureInfo.InvariantCulture)), sentence.Text)))
            .ToString(SaveOptions.DisableFormatting);
    }
}
