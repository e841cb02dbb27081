using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dispatch.Registry;

/// <summary>How elders, vendors and operators lie in the database: a column a property, lists as JSON.</summary>
internal static class RegistryTables
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Describe(ModelBuilder model)
    {
        model.Entity<Elder>(elders =>
        {
            elders.ToTable("elders").HasKey(elder => elder.Id);
            elders.Property(elder => elder.Id).ValueGeneratedNever();
            elders.Property(elder => elder.CareTier).HasConversion<string>();
            AsJson(elders.Property(elder => elder.Phones));
            AsJson(elders.Property(elder => elder.Contacts));
            AsJson(elders.Property(elder => elder.PreferredVendorIds));
            AsJson(elders.Property(elder => elder.RefusedVendorIds));
            AsJson(elders.Property(elder => elder.Location));
        });
        model.Entity<ElderPhone>(phones =>
        {
            phones.ToTable("elder_phones").HasKey(row => new { row.Phone, row.ElderId });
            phones.HasIndex(row => row.ElderId);
        });
        model.Entity<ContactPhone>(phones =>
        {
            phones.ToTable("contact_phones").HasKey(row => new { row.Phone, row.ElderId });
            phones.HasIndex(row => row.ElderId);
        });
        model.Entity<Vendor>(vendors =>
        {
            vendors.ToTable("vendors").HasKey(vendor => vendor.Id);
            vendors.HasIndex(vendor => vendor.Phone);
            vendors.Property(vendor => vendor.Kind).HasConversion<string>();
            vendors.Property(vendor => vendor.Hours).HasConversion(hours => hours.ToString(), text => DutyHours.Parse(text));
            vendors.Ignore(vendor => vendor.IsFree);
            AsJson(vendors.Property(vendor => vendor.Services));
            AsJson(vendors.Property(vendor => vendor.Areas));
            AsJson(vendors.Property(vendor => vendor.Qualifications));
            AsJson(vendors.Property(vendor => vendor.Location));
        });
        model.Entity<VendorService>(services =>
        {
            services.ToTable("vendor_services").HasKey(row => new { row.Region, row.Service, row.VendorId });
            services.HasIndex(row => row.VendorId);
        });
        model.Entity<Operator>(operators =>
        {
            operators.ToTable("operators").HasKey(person => person.Id);
            operators.HasIndex(person => person.Phone);
            operators.HasIndex(person => person.Region);
            operators.Property(person => person.Hours).HasConversion(hours => hours.ToString(), text => DutyHours.Parse(text));
            AsJson(operators.Property(person => person.Change));
        });
    }

    private static void AsJson<T>(PropertyBuilder<T> property) => property.HasConversion(
        value => JsonSerializer.Serialize(value, Json),
        text => JsonSerializer.Deserialize<T>(text, Json)!,
        new ValueComparer<T>(
            (one, other) => JsonSerializer.Serialize(one, Json) == JsonSerializer.Serialize(other, Json),
            value => JsonSerializer.Serialize(value, Json).GetHashCode(StringComparison.Ordinal)));
}
