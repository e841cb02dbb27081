using System.Text.RegularExpressions;
using Dispatch.Accounts;
using Dispatch.Orders;
using Dispatch.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dispatch.Ledger;

/// <summary>The tables, the same on SQLite and PostgreSQL: lower-case names, moments as milliseconds since 1970.</summary>
internal abstract partial class LedgerContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<StoredEvent> Events => Set<StoredEvent>();

    public DbSet<ChainHead> Chains => Set<ChainHead>();

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<AskedVendor> AskedVendors => Set<AskedVendor>();

    public DbSet<Elder> Elders => Set<Elder>();

    public DbSet<ElderPhone> ElderPhones => Set<ElderPhone>();

    public DbSet<ContactPhone> ContactPhones => Set<ContactPhone>();

    public DbSet<Vendor> Vendors => Set<Vendor>();

    public DbSet<VendorService> VendorServices => Set<VendorService>();

    public DbSet<Operator> Operators => Set<Operator>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Session> Sessions => Set<Session>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();
        configurationBuilder.Properties<OrderState>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoredEvent>(events =>
        {
            events.ToTable("events").HasKey(row => new { row.Region, row.Sequence });
            events.HasIndex(row => new { row.Region, row.EventId }).IsUnique();
            events.HasIndex(row => new { row.Region, row.SubjectKind, row.SubjectId, row.SubjectVersion }).IsUnique();
        });
        modelBuilder.Entity<ChainHead>().ToTable("chains").HasKey(row => row.Region);
        modelBuilder.Entity<OrderRow>(orders =>
        {
            orders.ToTable("orders").HasKey(row => row.Number);
            orders.HasIndex(row => new { row.Region, row.IsEnded, row.Lane, row.WindowFrom });
            orders.HasIndex(row => new { row.Region, row.WindowFrom, row.VendorId, row.State });
            orders.HasIndex(row => new { row.Region, row.IsEnded, row.Series }).HasFilter("series IS NOT NULL");
            orders.HasIndex(row => row.ElderKey);
            orders.HasIndex(row => row.ElderPhone);
            orders.HasIndex(row => new { row.VendorId, row.WindowFrom });
            orders.HasIndex(row => new { row.Region, row.WindowFrom, row.VendorId, row.Rating }).HasFilter("rating IS NOT NULL");
        });
        modelBuilder.Entity<AskedVendor>(asked =>
        {
            asked.ToTable("asked_vendors").HasKey(row => new { row.VendorId, row.Number });
            asked.HasIndex(row => row.Number);
            asked.HasIndex(row => row.EndedAt).HasFilter("ended_at IS NOT NULL");
        });
        RegistryTables.Describe(modelBuilder);
        AccountTables.Describe(modelBuilder);
        NameInLowerCase(modelBuilder);
    }

    private static void NameInLowerCase(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(table => table.GetProperties()))
        {
            property.SetColumnName(WordStart().Replace(property.Name, "_").ToLowerInvariant());
        }
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();

    private sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
