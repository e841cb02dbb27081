using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Screens.XiaoAi;

/// <summary>Says which setting of the section <c>XiaoAi</c> is wrong, and what it may be.</summary>
internal sealed class XiaoAiOptionsCheck(IConfiguration configuration) : IValidateOptions<XiaoAiOptions>
{
    public ValidateOptionsResult Validate(string? name, XiaoAiOptions options) =>
        SecretSettings.Misplaced(configuration, "XiaoAi:Secret") is { } misplaced ? ValidateOptionsResult.Fail(misplaced)
            : options.KeyId.Length > 0 && !IsKey(options.Secret) ? ValidateOptionsResult.Fail("Set XiaoAi__Secret in the environment to the key's secret, in base64 as Xiaomi's platform gives it, or put it into a file of that name in the folder Secrets:Path.")
            : ValidateOptionsResult.Success;

    private static bool IsKey(string secret) => secret.Length > 0 && Convert.TryFromBase64String(secret, new byte[secret.Length], out var length) && length > 0;
}
