using System.Security.Cryptography;
using Dispatch.Audit;
using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Accounts;

/// <summary>Which browsers are signed in. Kept on the server, so that they can be signed out from elsewhere.</summary>
public sealed class SessionBook
{
    private const int LongestBrowser = 200;

    private readonly LedgerDatabase database;
    private readonly AuditTrail trail;
    private readonly TimeProvider time;

    internal SessionBook(LedgerDatabase database, AuditTrail trail, TimeProvider time)
    {
        this.database = database;
        this.trail = trail;
        this.time = time;
    }

    /// <summary>The right password was given: failures are forgotten and a session begins.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<Session> BeginAsync(Account account, string browser, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await trail.NoteAsync(account.Name, AuditTrail.SignedIn, $"account:{account.Name}", null, cancellation);
        var session = new Session
        {
            Id = RandomNumberGenerator.GetHexString(32, lowercase: true),
            AccountName = account.Name,
            Browser = browser.Length > LongestBrowser ? browser[..LongestBrowser] : browser,
            BeganAt = now,
            SeenAt = now,
        };
        return await database.ReadAsync(
            async (context, token) =>
            {
                context.Sessions.Add(session);
                await context.SaveChangesAsync(token);
                await context.Accounts.Where(row => row.Name == account.Name)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Failures, 0).SetProperty(row => row.LockedUntil, (DateTimeOffset?)null), token);
                return session;
            },
            cancellation);
    }

    /// <summary>Null where the session was ended, ran out, or its account was closed.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<SignedIn?> FindAsync(string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(
            async (context, token) =>
            {
                var found = await context.Sessions.AsNoTracking()
                    .Where(session => session.Id == id)
                    .Join(context.Accounts, session => session.AccountName, account => account.Name, (session, account) => new { session, account })
                    .FirstOrDefaultAsync(token);
                if (found is null || found.account.IsClosed || !found.session.IsLive(now))
                {
                    return null;
                }

                if (now - found.session.SeenAt > SessionLife.Noted)
                {
                    await context.Sessions.Where(session => session.Id == id)
                        .ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now), token);
                }

                return new SignedIn(found.session, found.account);
            },
            cancellation);
    }

    /// <summary>An account's live sessions, the last used first.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<Session>> OfAccountAsync(string name, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var open = await database.ReadAsync(
            (context, token) => context.Sessions.AsNoTracking().Where(session => session.AccountName == name && session.EndedAt == null).ToListAsync(token),
            cancellation);
        return [.. open.Where(session => session.IsLive(now)).OrderByDescending(session => session.SeenAt)];
    }

    /// <summary>Ends one session of an account, or all but one.</summary>
    /// <param name="which">The one to end; null for all.</param>
    /// <param name="but">The one to leave.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task EndAsync(string name, string? which, string? but, string by, CancellationToken cancellation)
    {
        DateTimeOffset? now = time.GetUtcNow();
        await trail.NoteAsync(by, AuditTrail.SignedOut, $"account:{name}", null, cancellation);
        await database.ReadAsync(
            (context, token) => context.Sessions
                .Where(session => session.AccountName == name && session.EndedAt == null && session.Id != but && (which == null || session.Id == which))
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedAt, now), token),
            cancellation);
    }
}
