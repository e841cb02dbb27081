using System.Net.Http.Headers;
using System.Net.Http.Json;
using VoiceGateway.Media;
using VoiceGateway.Speech.Remote;

namespace VoiceGateway.Speech.OpenAi;

/// <summary>OpenAI's <c>POST /audio/speech</c>. WAV is asked for, for it says its own rate.</summary>
internal sealed class OpenAiVoice(OpenAiSpeechOptions options) : ISynthesisProtocol
{
    public string Name => $"{options.VoiceModel} ({options.Voice}) at {options.Endpoint}";

    public string VoiceOf(Sentence sentence) => $"openai {options.Endpoint} {options.VoiceModel} {Voice(sentence)}";

    public HttpRequestMessage Ask(Sentence sentence)
    {
        var question = new HttpRequestMessage(HttpMethod.Post, $"{options.Endpoint.TrimEnd('/')}/audio/speech")
        {
            Content = JsonContent.Create(new
            {
                model = options.VoiceModel,
                input = sentence.Text,
                voice = Voice(sentence),
                response_format = "wav",
                speed = Math.Clamp(sentence.Rate, 0.5, 2),
            }),
        };
        question.Headers.Authorization = options.Key.Length > 0 ? new AuthenticationHeaderValue("Bearer", options.Key) : null;
        return question;
    }

    public Sound Read(ReadOnlySpan<byte> answer) => WavFile.Parse(answer);

    private string Voice(Sentence sentence) => options.Voices.GetValueOrDefault(sentence.Locale) ?? options.Voice;
}
