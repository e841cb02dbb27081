using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;
using VoiceGateway.Speech.Order;

namespace VoiceGateway.Speech.Azure;

/// <summary>Says which setting of the section <c>Speech:Azure</c> is wrong, and what it may be.</summary>
internal sealed partial class AzureSpeechOptionsCheck(IOptions<SpeechOptions> speech, IConfiguration configuration) : IValidateOptions<AzureSpeechOptions>
{
    public ValidateOptionsResult Validate(string? name, AzureSpeechOptions options)
    {
        string[] wrong = [.. Wrong(options).OfType<string>()];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string?> Wrong(AzureSpeechOptions options)
    {
        yield return SecretSettings.Misplaced(configuration, $"{AzureSpeechOptions.Section}:{nameof(options.Key)}");
        if (!EngineNames.Uses(speech.Value, EngineNames.Azure))
        {
            yield break;
        }

        yield return options.Key.Length > 0 ? null : "Set Speech__Azure__Key in the environment to a key of the Speech resource, or put it into a file of that name in the folder Secrets:Path.";
        yield return options.Endpoint.Length > 0 ? ServerAddress.Wrong("Speech:Azure:Endpoint", options.Endpoint)
            : RegionName().IsMatch(options.Region) ? null
            : $"Set Speech:Azure:Region to the region of the Speech resource, such as chinanorth3 or southeastasia; it is '{options.Region}'.";
        yield return RemoteLimits.Wrong(AzureSpeechOptions.Section, options.Patience, options.AtOnce);
        yield return options.Voices.ContainsKey("zh-CN") && options.Voices.Values.All(voice => VoiceName().IsMatch(voice)) ? null : "Set Speech:Azure:Voices:zh-CN and the others to voices' names, such as zh-CN-XiaoxiaoNeural.";
    }

    [GeneratedRegex("^[a-z0-9]+$")]
    private static partial Regex RegionName();

    [GeneratedRegex("^[A-Za-z0-9:-]+$")]
    private static partial Regex VoiceName();
}
