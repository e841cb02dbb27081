using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VoiceGateway.Media;

namespace VoiceGateway.Tests.Speech.Remote;

/// <summary>OpenAI's audio protocol, as servers of one's own speak it: POST /v1/audio/transcriptions and /v1/audio/speech.</summary>
internal sealed class OpenAiServer : SpeechServer
{
    public const string Words = "<|zh|><|NEUTRAL|><|Speech|><|woitn|>请人来修电灯";

    /// <summary>The fields of the form that came last.</summary>
    public IReadOnlyDictionary<string, string> Form { get; private set; } = new Dictionary<string, string>();

    /// <summary>The wish to speak that came last.</summary>
    public JsonNode? Wish { get; private set; }

    public string? Authorization { get; private set; }

    protected override Task<IResult> ServeAsync(HttpRequest request)
    {
        Authorization = request.Headers.Authorization;
        return request.Path.Value switch
        {
            "/v1/audio/transcriptions" => HearAsync(request),
            "/v1/audio/speech" => SayAsync(request),
            _ => Task.FromResult(Results.NotFound()),
        };
    }

    private async Task<IResult> HearAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        Form = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        using var file = new MemoryStream();
        await (form.Files["file"] ?? throw new BadHttpRequestException("No file.")).CopyToAsync(file);
        var right = form.Files["file"]!.FileName.EndsWith(".wav", StringComparison.Ordinal) && WavFile.Parse(file.ToArray()).Rate == 16_000 && Form.ContainsKey("model");
        return right ? Results.Text(Hears ?? new JsonObject { ["text"] = Words }.ToJsonString(), "application/json") : Results.BadRequest();
    }

    private async Task<IResult> SayAsync(HttpRequest request)
    {
        Wish = await JsonNode.ParseAsync(request.Body);
        var right = Wish!["model"] is not null && Wish["voice"] is not null && Wish["input"] is not null && Wish["response_format"]!.GetValue<string>() == "wav";
        return right ? Results.Bytes(Says ?? WavFile.Write(Tone.At(24_000)), "audio/wav") : Results.BadRequest();
    }
}
