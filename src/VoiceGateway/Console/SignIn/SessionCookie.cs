using Dispatch.Accounts;
using Dispatch.Ledger;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace VoiceGateway.Console.SignIn;

/// <summary>The cookie names a session; whether that still lives, and who it is, is looked up for each request.</summary>
internal static class SessionCookie
{
    public const string SignInPath = "/console/sign-in";

    public static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "voicecare-console";
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.LoginPath = SignInPath;
        cookie.ReturnUrlParameter = "to";
        cookie.ExpireTimeSpan = SessionLife.Longest;
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToAccessDenied = TurnAway;
    }

    private static Task TurnAway(RedirectContext<CookieAuthenticationOptions> context)
    {
        var person = Person.Of(context.HttpContext.User);
        context.Response.Redirect(person is { MustChoosePassword: true } ? "/console/password" : "/console/turned-away");
        return Task.CompletedTask;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (Person.Of(context.Principal!) is not { } person)
        {
            context.RejectPrincipal();
            return;
        }

        try
        {
            var sessions = context.HttpContext.RequestServices.GetRequiredService<SessionBook>();
            if (await sessions.FindAsync(person.SessionId, context.HttpContext.RequestAborted) is { } signedIn)
            {
                context.ReplacePrincipal(Person.Principal(signedIn));
                return;
            }

            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
        }
        catch (LedgerUnavailableException)
        {
            // Alarms are answered also while the ledger is away; records cannot be read then anyway.
        }
    }
}
