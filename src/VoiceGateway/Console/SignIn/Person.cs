using System.Security.Claims;
using Dispatch.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace VoiceGateway.Console.SignIn;

/// <summary>Who sits at the console.</summary>
/// <param name="MustChoosePassword">Nothing else is open before.</param>
internal sealed record Person(string Account, string FullName, AccountRole Role, string By, string SessionId, bool MustChoosePassword)
{
    public const string MustChoose = "must-choose-password";

    /// <summary>The operator of the registry, or the account where there is none.</summary>
    public string OperatorId => By["operator:".Length..];

    private const string FullNameClaim = "full-name";
    private const string ByClaim = "by";
    private const string SessionClaim = "session";

    public static ClaimsPrincipal Principal(SignedIn signedIn) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.Name, signedIn.Account.Name),
            new(ClaimTypes.Role, signedIn.Account.Role.ToString()),
            new(FullNameClaim, signedIn.Account.FullName),
            new(ByClaim, signedIn.Account.By),
            new(SessionClaim, signedIn.Session.Id),
            .. signedIn.Account.MustChoosePassword ? [new Claim(MustChoose, "yes")] : Array.Empty<Claim>(),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    /// <returns>Null for nobody.</returns>
    public static Person? Of(ClaimsPrincipal principal) =>
        principal.FindFirstValue(SessionClaim) is { } session
            ? new Person(
                principal.FindFirstValue(ClaimTypes.Name)!,
                principal.FindFirstValue(FullNameClaim)!,
                Enum.Parse<AccountRole>(principal.FindFirstValue(ClaimTypes.Role)!),
                principal.FindFirstValue(ByClaim)!,
                session,
                principal.HasClaim(MustChoose, "yes"))
            : null;
}
