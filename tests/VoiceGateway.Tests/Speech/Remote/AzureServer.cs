using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using VoiceGateway.Media;

namespace VoiceGateway.Tests.Speech.Remote;

/// <summary>Azure Speech's two REST services, as learn.microsoft.com describes them (rest-speech-to-text-short, rest-text-to-speech).</summary>
internal sealed class AzureServer : SpeechServer
{
    public const string Key = "azure-key";

    public const string Words = """
        {"RecognitionStatus":"Success","Offset":300000,"Duration":20000000,"DisplayText":"明天下午三点打扫卫生。","NBest":[
        {"Confidence":0.91,"Lexical":"明天 下午 三 点 打扫 卫生","ITN":"明天下午3点打扫卫生","MaskedITN":"明天下午3点打扫卫生","Display":"明天下午三点打扫卫生。"},
        {"Confidence":0.55,"Lexical":"明天 下午 三 点 打少 卫生","ITN":"","MaskedITN":"","Display":""}]}
        """;

    /// <summary>The markup that was to be said last.</summary>
    public XElement? Markup { get; private set; }

    protected override async Task<IResult> ServeAsync(HttpRequest request)
    {
        if (request.Headers["Ocp-Apim-Subscription-Key"] != Key)
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return request.Path.Value switch
        {
            "/speech/recognition/conversation/cognitiveservices/v1" => Hear(request, body.ToArray()),
            "/cognitiveservices/v1" => Say(request, body.ToArray()),
            _ => Results.NotFound(),
        };
    }

    private IResult Hear(HttpRequest request, byte[] body)
    {
        var sound = WavFile.Parse(body);
        var right = request.ContentType == "audio/wav; codecs=audio/pcm; samplerate=16000"
            && request.Query["language"].ToString() is { Length: > 0 }
            && request.Query["format"] == "detailed"
            && sound.Rate == 16_000
            && sound.Length <= TimeSpan.FromSeconds(60);
        return right ? Results.Text(Hears ?? Words, "application/json") : Results.BadRequest();
    }

    private IResult Say(HttpRequest request, byte[] body)
    {
        Markup = XElement.Load(new MemoryStream(body));
        var right = request.ContentType == "application/ssml+xml"
            && request.Headers["X-Microsoft-OutputFormat"] == "raw-8khz-16bit-mono-pcm"
            && request.Headers.UserAgent.ToString().Length > 0
            && Markup.Name.LocalName == "speak";
        return right ? Results.Bytes(Says ?? Tone.Pcm(8000)) : Results.BadRequest();
    }
}
