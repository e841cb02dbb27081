using Dispatch.Accounts;
using Dispatch.Ledger;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace VoiceGateway.Console.SignIn;

/// <summary>Closes an open page whose session was ended elsewhere, or whose account is now something else.</summary>
internal sealed class SessionWatch(SessionBook sessions, ILoggerFactory loggers) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(5);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (Person.Of(authenticationState.User) is not { } person)
        {
            return false;
        }

        try
        {
            return await sessions.FindAsync(person.SessionId, cancellationToken) is { } signedIn && Person.Of(Person.Principal(signedIn)) == person;
        }
        catch (LedgerUnavailableException)
        {
            return true;
        }
    }
}
