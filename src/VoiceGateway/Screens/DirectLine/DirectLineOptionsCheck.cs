using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>Says which setting of the section <c>DirectLine</c> is wrong, and what it may be.</summary>
internal sealed class DirectLineOptionsCheck(IConfiguration configuration) : IValidateOptions<DirectLineOptions>
{
    private const int ShortestSecret = 32;
    private static readonly TimeSpan ShortestToken = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestToken = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, DirectLineOptions options)
    {
        string[] wrong = [.. Wrong(options).OfType<string>()];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string?> Wrong(DirectLineOptions options)
    {
        yield return Secret(nameof(options.Secret), options.Secret);
        yield return Secret(nameof(options.OtherSecret), options.OtherSecret);
        yield return options.TokenLifetime >= ShortestToken && options.TokenLifetime <= LongestToken ? null : $"Set DirectLine:TokenLifetime to a time from {ShortestToken} to {LongestToken}.";
        yield return options.ActivitiesPerMinute > 0 ? null : "Set DirectLine:ActivitiesPerMinute to a number above 0.";
        yield return options.ConversationsPerMinute > 0 ? null : "Set DirectLine:ConversationsPerMinute to a number above 0.";
        yield return options.PublicUrl.Length == 0 || Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? null
            : "Set DirectLine:PublicUrl to the address under which clients reach this program, e.g. https://chat.example.org, or leave it out.";
    }

    private string? Secret(string name, string secret)
    {
        var key = $"{DirectLineOptions.Section}:{name}";
        return SecretSettings.Misplaced(configuration, key)
            ?? (secret.Length > 0 && (secret.Length < ShortestSecret || secret.Any(char.IsWhiteSpace)) ? $"{key} is too easy to guess: take at least {ShortestSecret} letters and digits, without a blank." : null);
    }
}
