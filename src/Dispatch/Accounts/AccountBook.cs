using Dispatch.Audit;
using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Accounts;

/// <summary>Who may sign in at the console. What is done to an account is on the record before it is done.</summary>
public sealed class AccountBook
{
    private readonly LedgerDatabase database;
    private readonly AuditTrail trail;
    private readonly TimeProvider time;

    internal AccountBook(LedgerDatabase database, AuditTrail trail, TimeProvider time)
    {
        this.database = database;
        this.trail = trail;
        this.time = time;
    }

    public static string Normalise(string name) => name.Trim().ToLowerInvariant();

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<Account?> FindAsync(string name, CancellationToken cancellation)
    {
        var key = Normalise(name);
        return database.ReadAsync((context, token) => context.Accounts.AsNoTracking().FirstOrDefaultAsync(account => account.Name == key, token), cancellation);
    }

    /// <summary>Every account by name, closed ones too.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Account>> AllAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Account>>(async (context, token) => await context.Accounts.AsNoTracking().OrderBy(account => account.Name).ToListAsync(token), cancellation);

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<bool> IsEmptyAsync(CancellationToken cancellation) =>
        database.ReadAsync(async (context, token) => !await context.Accounts.AnyAsync(token), cancellation);

    /// <returns>False where the name is taken, also by another machine at the same moment.</returns>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<bool> OpenAsync(Account account, string by, CancellationToken cancellation)
    {
        var opened = await database.ReadAsync(
            async (context, token) =>
            {
                if (await context.Accounts.AnyAsync(other => other.Name == account.Name, token))
                {
                    return false;
                }

                context.Accounts.Add(account);
                try
                {
                    return await context.SaveChangesAsync(token) > 0;
                }
                catch (DbUpdateException taken) when (!DatabaseFailure.IsDown(taken))
                {
                    return false;
                }
            },
            cancellation);
        if (opened)
        {
            await trail.NoteAsync(by, AuditTrail.AccountOpened, $"account:{account.Name}", account.Role.ToString(), cancellation);
        }

        return opened;
    }

    /// <param name="what">One of the events of <see cref="AuditTrail"/>.</param>
    /// <returns>The account after it; null where there is none of that name.</returns>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<Account?> ChangeAsync(string name, string by, string what, Func<Account, Account> change, CancellationToken cancellation)
    {
        var key = Normalise(name);
        await trail.NoteAsync(by, what, $"account:{key}", null, cancellation);
        return await database.ReadAsync(
            async (context, token) =>
            {
                if (await context.Accounts.FirstOrDefaultAsync(account => account.Name == key, token) is not { } before)
                {
                    return null;
                }

                var after = change(before);
                context.Entry(before).CurrentValues.SetValues(after);
                await context.SaveChangesAsync(token);
                return after;
            },
            cancellation);
    }

    /// <summary>Counts a wrong password, also one of many at once.</summary>
    /// <returns>Until when the account is locked by it, or null.</returns>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<DateTimeOffset?> FailAsync(Account account, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var locked = await database.ReadAsync(
            async (context, token) =>
            {
                var row = context.Accounts.Where(other => other.Name == account.Name);
                await row.ExecuteUpdateAsync(set => set.SetProperty(other => other.Failures, other => other.Failures + 1), token);
                var until = LockOut.Until(await row.Select(other => other.Failures).SingleAsync(token), now);
                if (until is not null)
                {
                    await row.ExecuteUpdateAsync(set => set.SetProperty(other => other.LockedUntil, until), token);
                }

                return until;
            },
            cancellation);
        await trail.NoteAsync(account.Name, locked is null ? AuditTrail.SignInFailed : AuditTrail.LockedOut, $"account:{account.Name}", null, cancellation);
        return locked;
    }
}
