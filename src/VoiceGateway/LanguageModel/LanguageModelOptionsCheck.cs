using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.LanguageModel;

/// <summary>Says which setting of the section <c>LanguageModel</c> is wrong, and what it may be.</summary>
internal sealed class LanguageModelOptionsCheck(IConfiguration configuration) : IValidateOptions<LanguageModelOptions>
{
    public ValidateOptionsResult Validate(string? name, LanguageModelOptions options)
    {
        string[] wrong = [.. Wrong(options).OfType<string>()];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string?> Wrong(LanguageModelOptions options)
    {
        yield return SecretSettings.Misplaced(configuration, $"{LanguageModelOptions.Section}:{nameof(options.Key)}");
        if (!options.IsOn)
        {
            yield return options.Model.Length == 0 ? null : "LanguageModel:Model is set and LanguageModel:Endpoint is not: set it to the server's address, e.g. http://127.0.0.1:8000/v1, or leave both empty.";
            yield break;
        }

        yield return ServerAddress.Wrong("LanguageModel:Endpoint", options.Endpoint);
        yield return options.Model.Length == 0 ? "Set LanguageModel:Model to the name of a model that LanguageModel:Endpoint serves." : null;
    }
}
