using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;
using VoiceGateway.Speech.Order;

namespace VoiceGateway.Speech.OpenAi;

/// <summary>Says which setting of the section <c>Speech:OpenAi</c> is wrong, and what it may be.</summary>
internal sealed class OpenAiSpeechOptionsCheck(IOptions<SpeechOptions> speech, IConfiguration configuration) : IValidateOptions<OpenAiSpeechOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenAiSpeechOptions options)
    {
        string[] wrong = [.. Wrong(options).OfType<string>()];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string?> Wrong(OpenAiSpeechOptions options)
    {
        yield return SecretSettings.Misplaced(configuration, $"{OpenAiSpeechOptions.Section}:{nameof(options.Key)}");
        var hears = EngineNames.In(speech.Value.Recognizers).Contains(EngineNames.OpenAi);
        var speaks = EngineNames.In(speech.Value.Synthesizers).Contains(EngineNames.OpenAi);
        if (!hears && !speaks)
        {
            yield break;
        }

        yield return ServerAddress.Wrong("Speech:OpenAi:Endpoint", options.Endpoint);
        yield return hears && options.Model.Length == 0 ? "Set Speech:OpenAi:Model to the model of Speech:OpenAi:Endpoint that hears." : null;
        yield return speaks && (options.VoiceModel.Length == 0 || options.Voice.Length == 0) ? "Set Speech:OpenAi:VoiceModel and Speech:OpenAi:Voice to the model and the voice of Speech:OpenAi:Endpoint that speak." : null;
        yield return RemoteLimits.Wrong(OpenAiSpeechOptions.Section, options.Patience, options.AtOnce);
    }
}
