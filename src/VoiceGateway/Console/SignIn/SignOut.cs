using Dispatch.Accounts;
using Dispatch.Escalations;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace VoiceGateway.Console.SignIn;

internal static class SignOut
{
    public static void MapSignOut(this WebApplication app) =>
        app.MapPost("/console/sign-out", SignOutAsync).RequireAuthorization().WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionBook sessions, EscalationDesk escalations, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        var person = Person.Of(context.User)!;
        await sessions.EndAsync(person.Account, person.SessionId, but: null, person.Account, context.RequestAborted);
        await context.SignOutAsync();
        await escalations.ReleaseAllAsync(person.By, context.RequestAborted);
        return Results.Redirect(SessionCookie.SignInPath);
    }
}
