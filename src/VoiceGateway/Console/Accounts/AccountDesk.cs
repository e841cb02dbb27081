using Dispatch.Accounts;
using Dispatch.Audit;
using Microsoft.AspNetCore.Identity;
using VoiceGateway.Console.SignIn;

namespace VoiceGateway.Console.Accounts;

/// <summary>What an administrator does to accounts. Passwords are chosen here, told once, and replaced at the first sign-in.</summary>
internal sealed class AccountDesk(AccountBook accounts, SessionBook sessions, IPasswordHasher<Account> hasher, TimeProvider time)
{
    /// <returns>The password; null where the name is taken.</returns>
    public async Task<string?> OpenAsync(string name, string fullName, AccountRole role, string? operatorId, string by, CancellationToken cancellation)
    {
        var password = OneTimePassword.Choose();
        var account = new Account
        {
            Name = AccountBook.Normalise(name),
            FullName = fullName.Trim(),
            Role = role,
            OperatorId = operatorId,
            PasswordHash = string.Empty,
            MustChoosePassword = true,
            OpenedAt = time.GetUtcNow(),
        };
        return await accounts.OpenAsync(SignInDesk.WithPassword(hasher, account, password), by, cancellation) ? password : null;
    }

    /// <summary>Also unlocks the account, and signs it out everywhere.</summary>
    /// <returns>The new password; null where there is no such account.</returns>
    public async Task<string?> ResetAsync(Account account, string by, CancellationToken cancellation)
    {
        var password = OneTimePassword.Choose();
        var after = await accounts.ChangeAsync(
            account.Name,
            by,
            AuditTrail.PasswordReset,
            now => SignInDesk.WithPassword(hasher, now, password) with { MustChoosePassword = true, Failures = 0, LockedUntil = null },
            cancellation);
        await sessions.EndAsync(account.Name, which: null, but: null, by, cancellation);
        return after is null ? null : password;
    }

    public async Task CloseAsync(Account account, string by, CancellationToken cancellation)
    {
        await accounts.ChangeAsync(account.Name, by, AuditTrail.AccountClosed, now => now with { IsClosed = true }, cancellation);
        await sessions.EndAsync(account.Name, which: null, but: null, by, cancellation);
    }
}
