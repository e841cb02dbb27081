using Dispatch.Accounts;
using Dispatch.Audit;
using Microsoft.AspNetCore.Components.Authorization;

namespace VoiceGateway.Console.SignIn;

/// <summary>The person at this page, for whom records are opened and in whose name things are done.</summary>
internal sealed class Seat(AuthenticationStateProvider authentication, SessionBook sessions, AuditTrail trail)
{
    public async Task<Person> PersonAsync() =>
        Person.Of((await authentication.GetAuthenticationStateAsync()).User) ?? throw new InvalidOperationException("A page was open to nobody.");

    /// <summary>Puts on the record that this person looks at something; shown afterwards.</summary>
    /// <param name="record">elder:E001, order:G261122-0042, vendor:V001, …</param>
    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">Nothing may be shown.</exception>
    public async Task NoteViewAsync(string record, CancellationToken cancellation) =>
        await trail.NoteAsync((await PersonAsync()).Account, AuditTrail.Viewed, record, null, cancellation);

    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">Nothing may be shown.</exception>
    public async Task NoteSearchAsync(string text, CancellationToken cancellation) =>
        await trail.NoteAsync((await PersonAsync()).Account, AuditTrail.Searched, "search", text, cancellation);

    /// <summary>Asks once more, before something is done, whether the session lives and the role allows it.</summary>
    /// <param name="policy">One of <see cref="ConsolePolicies"/>.</param>
    /// <returns>Null where it may not be done.</returns>
    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">Whether it may be done is not known.</exception>
    public async Task<Person?> MayAsync(string policy, CancellationToken cancellation)
    {
        var person = await PersonAsync();
        return await sessions.FindAsync(person.SessionId, cancellation) is { Account: var account }
            && !account.MustChoosePassword
            && ConsolePolicies.Allow(policy, account.Role)
            ? person
            : null;
    }
}
