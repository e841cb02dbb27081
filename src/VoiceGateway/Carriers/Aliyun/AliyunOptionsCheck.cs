using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Carriers.Aliyun;

/// <summary>Says which setting of the section <c>Aliyun</c> is missing or wrong, and what it may be.</summary>
internal sealed partial class AliyunOptionsCheck(IConfiguration configuration) : IValidateOptions<AliyunOptions>
{
    public ValidateOptionsResult Validate(string? name, AliyunOptions options)
    {
        string[] wrong = [.. Wrong(options).OfType<string>()];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string?> Wrong(AliyunOptions options)
    {
        yield return options.AccessKeyId.Length > 0 ? null : "Set Aliyun:AccessKeyId to the id of an access key that may send messages.";
        yield return Secret(nameof(options.AccessKeySecret), options.AccessKeySecret.Length > 0, "to the access key's secret");
        yield return Secret(nameof(options.CallbackKey), Key().IsMatch(options.CallbackKey), "to at least 24 letters and digits of your own choice, which become part of the address that Aliyun posts to");
        yield return options.SignName.Length > 0 ? null : "Set Aliyun:SignName to the approved signature of your messages.";
        yield return Template().IsMatch(options.TemplateCode) ? null : "Set Aliyun:TemplateCode to an approved template of one variable, ${text}; it looks like SMS_123456789.";
        yield return Uri.TryCreate(options.ApiUrl, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url is { Scheme: "http", IsLoopback: true })
            ? null
            : "Set Aliyun:ApiUrl to https://dysmsapi.aliyuncs.com, or leave it out.";
    }

    private string? Secret(string name, bool isRight, string to)
    {
        var key = $"{AliyunOptions.Section}:{name}";
        return SecretSettings.Misplaced(configuration, key) ?? (isRight ? null : $"Set {AliyunOptions.Section}__{name} in the environment, or a file of that name in the folder Secrets:Path, {to}.");
    }

    [GeneratedRegex("^[0-9A-Za-z]{24,128}$")]
    private static partial Regex Key();

    [GeneratedRegex("^SMS_[0-9]+$")]
    private static partial Regex Template();
}
