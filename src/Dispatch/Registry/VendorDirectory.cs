using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Registry;

/// <summary>Finds vendors.</summary>
public sealed class VendorDirectory
{
    private readonly LedgerDatabase database;

    internal VendorDirectory(LedgerDatabase database) => this.database = database;

    /// <param name="phone">As the carrier gave it; a country code of China is dropped.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<Vendor?> FindByPhoneAsync(string phone, CancellationToken cancellation)
    {
        var digits = PhoneNumber.Normalise(phone);
        return database.ReadAsync(
            (context, token) => context.Vendors.AsNoTracking().OrderBy(vendor => vendor.Id).FirstOrDefaultAsync(vendor => vendor.Phone == digits, token),
            cancellation);
    }

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<Vendor?> FindAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync((context, token) => context.Vendors.AsNoTracking().FirstOrDefaultAsync(vendor => vendor.Id == id, token), cancellation);

    /// <summary>Every vendor of a region who offers a service, whatever the area and the hour: the rules say why not.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Vendor>> ForServiceAsync(string region, string service, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Vendor>>(
            async (context, token) => await context.VendorServices
                .Where(row => row.Region == region && row.Service == service)
                .Join(context.Vendors, row => row.VendorId, vendor => vendor.Id, (_, vendor) => vendor)
                .AsNoTracking()
                .OrderBy(vendor => vendor.Id)
                .ToListAsync(token),
            cancellation);

    /// <summary>Every vendor of a region, by id.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<Vendor>> AllAsync(string region, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Vendor>>(
            async (context, token) => await context.Vendors.AsNoTracking().Where(vendor => vendor.Region == region).OrderBy(vendor => vendor.Id).ToListAsync(token),
            cancellation);
}
