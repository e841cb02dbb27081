using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Screens.Genie;

/// <summary>Says which setting of the section <c>Genie</c> is wrong, and what it may be.</summary>
internal sealed class GenieOptionsCheck(IConfiguration configuration) : IValidateOptions<GenieOptions>
{
    private const int ShortestKey = 24;

    public ValidateOptionsResult Validate(string? name, GenieOptions options)
    {
        string[] wrong = [.. Wrong(options).OfType<string>()];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string?> Wrong(GenieOptions options)
    {
        yield return SecretSettings.Misplaced(configuration, "Genie:CallbackKey");
        if (options.CallbackKey.Length > 0)
        {
            yield return options.CallbackKey.Length >= ShortestKey && options.CallbackKey.All(char.IsAsciiLetterOrDigit) ? null : $"Genie:CallbackKey is too easy to guess: take at least {ShortestKey} letters and digits.";
            yield return options.SkillId.Length > 0 ? null : "Set Genie:SkillId to the skill's id on Tmall Genie's platform.";
        }

        yield return options.OwnershipFile.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_') ? null : "Set Genie:OwnershipFile to a file's name without a folder.";
    }
}
