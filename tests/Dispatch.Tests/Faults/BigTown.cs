using Dispatch.Orders;

namespace Dispatch.Tests.Faults;

/// <summary>Twelve regions with more vendors than any order will ask, and a wish for each of any number of elders, each at an hour of its own.</summary>
internal static class BigTown
{
    private const int VendorsOfRegion = 12;

    public static readonly IReadOnlyList<string> Regions = ["anqing", "beihai", "chuxiong", "dali", "enshi", "foshan", "guilin", "hechi", "jinan", "kunming", "lanzhou", "nanning"];

    /// <summary>A Monday morning, 9:00 in China.</summary>
    public static readonly DateTimeOffset Monday = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Writes vendors.csv as a centre would import it. Every third vendor has no SMS and is called.</summary>
    public static async Task WriteRegisterAsync(string folder, CancellationToken cancellation)
    {
        var rows = Regions.SelectMany((region, r) => Enumerable.Range(0, VendorsOfRegion).Select(v =>
            $"{region}-{v},{region},家政{v},company,{PhoneOf(r, v)},cleaning,象山区,07:00-20:00,,10000,4.5,,,{(v % 3 == 2 ? "no" : "yes")},yes"));
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "vendors.csv"),
            rows.Prepend("id,region,name,kind,phone,services,areas,hours,qualifications,capacity,rating,lat,lon,sms,calls"),
            cancellation);
    }

    public static OrderTerms Wish(int number) => new()
    {
        RequestId = $"wish-{number}",
        Region = Regions[number % Regions.Count],
        ElderName = "王秀英",
        ElderPhone = $"139{number:D8}",
        Dialect = "southwestern",
        Service = "cleaning",
        From = Monday.AddDays(1 + (number % 20)).AddHours(3),
        Until = Monday.AddDays(1 + (number % 20)).AddHours(5),
        Address = "象山区安新南路16号3栋2单元501",
        Area = "象山区",
        PriceFen = 8000,
        Payer = Payer.Self,
        Channel = "phone",
        ConversationId = $"call-{number}",
    };

    public static string PhoneOf(string vendorId)
    {
        var parts = vendorId.Split('-');
        return PhoneOf(Regions.ToList().IndexOf(parts[0]), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string PhoneOf(int region, int vendor) => $"1990{region:D2}0{vendor:D4}";
}
