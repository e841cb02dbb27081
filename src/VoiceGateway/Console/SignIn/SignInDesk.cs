using Dispatch.Accounts;
using Dispatch.Audit;
using Microsoft.AspNetCore.Identity;

namespace VoiceGateway.Console.SignIn;

/// <summary>Looks at passwords.</summary>
internal sealed class SignInDesk(AccountBook accounts, SessionBook sessions, IPasswordHasher<Account> hasher, TimeProvider time)
{
    public const int ShortestPassword = 10;

    /// <summary>Compared with where there is no such account, so that an answer takes as long.</summary>
    private readonly Account nobody = WithPassword(hasher, new Account { Name = "-", FullName = "-", Role = AccountRole.Operator, PasswordHash = "", OpenedAt = default }, Guid.NewGuid().ToString());

    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">Nobody can sign in.</exception>
    public async Task<SignInOutcome> SignInAsync(string name, string password, string browser, CancellationToken cancellation)
    {
        var account = await accounts.FindAsync(name, cancellation);
        if (account is { IsClosed: false } && LockOut.IsLocked(account, time.GetUtcNow()))
        {
            return new SignInOutcome.Locked(account.LockedUntil!.Value);
        }

        var isRight = IsRight(account ?? nobody, password);
        if (account is null or { IsClosed: true })
        {
            return new SignInOutcome.Wrong();
        }

        if (!isRight)
        {
            return await accounts.FailAsync(account, cancellation) is { } until ? new SignInOutcome.Locked(until) : new SignInOutcome.Wrong();
        }

        return new SignInOutcome.Welcome(new SignedIn(await sessions.BeginAsync(account, browser, cancellation), account));
    }

    /// <summary>Replaces a password that is known, and signs out every other browser.</summary>
    /// <returns>False where the old one is wrong.</returns>
    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">It is as it was.</exception>
    public async Task<bool> ChoosePasswordAsync(Person person, string old, string chosen, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(person.Account, cancellation) is not { } account || LockOut.IsLocked(account, time.GetUtcNow()))
        {
            return false;
        }

        if (!IsRight(account, old))
        {
            await accounts.FailAsync(account, cancellation);
            return false;
        }

        await accounts.ChangeAsync(
            account.Name, account.Name, AuditTrail.PasswordChosen, now => WithPassword(hasher, now, chosen) with { MustChoosePassword = false, Failures = 0 }, cancellation);
        await sessions.EndAsync(account.Name, which: null, but: person.SessionId, account.Name, cancellation);
        return true;
    }

    public static Account WithPassword(IPasswordHasher<Account> hasher, Account account, string password) =>
        account with { PasswordHash = hasher.HashPassword(account, password) };

    private bool IsRight(Account account, string password) =>
        hasher.VerifyHashedPassword(account, account.PasswordHash, password) is not PasswordVerificationResult.Failed;
}
