using System.Globalization;

namespace Dispatch.Registry.Import;

/// <summary>A row of vendors.csv.</summary>
internal static class VendorRow
{
    private const int MostJobs = 10_000;

    /// <param name="services">Codes of the catalogue.</param>
    public static Vendor Read(RowReader row, IReadOnlySet<string> services) => new()
    {
        Id = row.Required("id"),
        Region = row.Required("region"),
        Name = row.Required("name"),
        Kind = ReadKind(row),
        Phone = row.Phone("phone"),
        Services = ReadServices(row, services),
        Areas = row.RequiredList("areas"),
        Hours = row.Hours("hours"),
        Qualifications = [.. row.List("qualifications").Select(text => ReadQualification(row, text))],
        DailyCapacity = row.Whole("capacity", 1, MostJobs),
        Rating = (double?)row.Number("rating", 1, 5),
        Location = row.Point("lat", "lon"),
        TakesSms = row.YesOrNo("sms"),
        TakesCalls = row.YesOrNo("calls"),
    };

    private static VendorKind ReadKind(RowReader row) => row.OneOf("kind", "company", "volunteer", "elder-helper") switch
    {
        "volunteer" => VendorKind.Volunteer,
        "elder-helper" => VendorKind.ElderHelper,
        _ => VendorKind.Company,
    };

    private static IReadOnlyList<string> ReadServices(RowReader row, IReadOnlySet<string> services)
    {
        var offered = row.RequiredList("services");
        if (!offered.All(services.Contains))
        {
            row.Note("unknown-service", "services");
        }

        return offered;
    }

    /// <summary>nurse, or nurse|2028-06-30.</summary>
    private static Qualification ReadQualification(RowReader row, string text)
    {
        var parts = text.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length == 1)
        {
            return new Qualification(parts[0], null);
        }

        if (!DateOnly.TryParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var validUntil))
        {
            row.Note("not-a-date", "qualifications");
        }

        return new Qualification(parts[0], validUntil);
    }
}
