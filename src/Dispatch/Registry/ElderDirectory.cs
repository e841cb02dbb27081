using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Registry;

/// <summary>Finds elders.</summary>
public sealed class ElderDirectory
{
    /// <summary>Fewer are in too many numbers.</summary>
    private const int FewestDigits = 4;

    private readonly LedgerDatabase database;

    internal ElderDirectory(LedgerDatabase database) => this.database = database;

    /// <summary>The elder who calls from a number; of a couple that shares it, the first in the register.</summary>
    /// <param name="phone">As the carrier gave it; a country code of China is dropped.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<Elder?> FindByPhoneAsync(string phone, CancellationToken cancellation)
    {
        var digits = PhoneNumber.Normalise(phone);
        return database.ReadAsync(
            (context, token) => context.ElderPhones
                .Where(row => row.Phone == digits)
                .Join(context.Elders, row => row.ElderId, elder => elder.Id, (_, elder) => elder)
                .AsNoTracking()
                .OrderBy(elder => elder.Id)
                .FirstOrDefaultAsync(token),
            cancellation);
    }

    /// <summary>The elders of whom a number is a contact's, by id; several where a daughter has both parents in the register.</summary>
    /// <param name="phone">As the carrier gave it; a country code of China is dropped.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Elder>> FindByContactAsync(string phone, CancellationToken cancellation)
    {
        var digits = PhoneNumber.Normalise(phone);
        return database.ReadAsync<IReadOnlyList<Elder>>(
            async (context, token) => await context.ContactPhones
                .Where(row => row.Phone == digits)
                .Join(context.Elders, row => row.ElderId, elder => elder.Id, (_, elder) => elder)
                .AsNoTracking()
                .OrderBy(elder => elder.Id)
                .ToListAsync(token),
            cancellation);
    }

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<Elder?> FindAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync((context, token) => context.Elders.AsNoTracking().FirstOrDefaultAsync(elder => elder.Id == id, token), cancellation);

    /// <summary>Elders by part of a name, an address or a number, or by their id.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Elder>> SearchAsync(string text, int atMost, CancellationToken cancellation)
    {
        var digits = PhoneNumber.Normalise(text);
        return database.ReadAsync<IReadOnlyList<Elder>>(
            async (context, token) => await context.Elders.AsNoTracking()
                .Where(elder => elder.Id == text || elder.Name.Contains(text) || elder.Honorific == text || elder.Address.Contains(text)
                    || (digits.Length >= FewestDigits && context.ElderPhones.Any(row => row.ElderId == elder.Id && row.Phone.Contains(digits))))
                .OrderBy(elder => elder.Id)
                .Take(atMost)
                .ToListAsync(token),
            cancellation);
    }

    /// <summary>Everybody of a region, by id.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Elder>> AllAsync(string region, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Elder>>(
            async (context, token) => await context.Elders.AsNoTracking().Where(elder => elder.Region == region).OrderBy(elder => elder.Id).ToListAsync(token),
            cancellation);
}
