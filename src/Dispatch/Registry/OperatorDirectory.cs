using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Registry;

/// <summary>Finds operators.</summary>
public sealed class OperatorDirectory
{
    private readonly LedgerDatabase database;

    internal OperatorDirectory(LedgerDatabase database) => this.database = database;

    /// <param name="phone">As the carrier gave it; a country code of China is dropped.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<Operator?> FindByPhoneAsync(string phone, CancellationToken cancellation)
    {
        var digits = PhoneNumber.Normalise(phone);
        return database.ReadAsync(
            (context, token) => context.Operators.AsNoTracking().OrderBy(person => person.Id).FirstOrDefaultAsync(person => person.Phone == digits, token),
            cancellation);
    }

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<Operator?> FindAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync((context, token) => context.Operators.AsNoTracking().FirstOrDefaultAsync(person => person.Id == id, token), cancellation);

    /// <summary>Operators of a region on duty at a moment; supervisors last.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<Operator>> OnDutyAsync(string region, DateTimeOffset at, CancellationToken cancellation)
    {
        var everybody = await AllAsync(region, cancellation);
        return [.. everybody.Where(person => person.IsOnDuty(at)).OrderBy(person => person.IsSupervisor)];
    }

    /// <summary>Every operator of a region, by id.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Operator>> AllAsync(string region, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Operator>>(
            async (context, token) => await context.Operators.AsNoTracking().Where(person => person.Region == region).OrderBy(person => person.Id).ToListAsync(token),
            cancellation);
}
