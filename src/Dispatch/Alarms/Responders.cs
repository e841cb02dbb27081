using Dispatch.Registry;

namespace Dispatch.Alarms;

/// <summary>Who can go there, the nearest first.</summary>
internal static class Responders
{
    private const double EarthKm = 6371;

    /// <param name="able">Qualifications of which one is needed; empty where none is.</param>
    /// <param name="elder">Null where the registry does not know whom it is about.</param>
    /// <param name="address">Where to; null when unknown.</param>
    public static IReadOnlyList<Vendor> Nearest(IEnumerable<Vendor> vendors, IReadOnlyList<string> able, Elder? elder, string? address, DateTimeOffset now)
    {
        var hour = ChinaTime.HourOf(now);
        var day = ChinaTime.DayOf(now);
        return
        [
            .. from vendor in vendors
               where vendor.TakesCalls || vendor.TakesSms
               where vendor.Hours.Contains(hour)
               where able.Count == 0 || vendor.Qualifications.Any(held => able.Contains(held.Code) && !(held.ValidUntil < day))
               where elder is null || !elder.RefusedVendorIds.Contains(vendor.Id)
               let servesArea = Serves(vendor, elder, address)
               let distance = DistanceKm(vendor, elder)
               where servesArea || distance is not null
               orderby distance is null, distance, servesArea descending, vendor.Id
               select vendor,
        ];
    }

    private static bool Serves(Vendor vendor, Elder? elder, string? address) =>
        elder is not null ? vendor.Areas.Contains(elder.Area)
        : address is null || vendor.Areas.Any(area => address.Contains(area, StringComparison.Ordinal));

    /// <summary>As the crow flies; null where one of the places is not known.</summary>
    private static double? DistanceKm(Vendor vendor, Elder? elder)
    {
        if (vendor.Location is not { } from || elder?.Location is not { } to)
        {
            return null;
        }

        var (north, east) = (Radians(to.Latitude - from.Latitude) / 2, Radians(to.Longitude - from.Longitude) / 2);
        var across = Math.Pow(Math.Sin(north), 2)
            + (Math.Cos(Radians(from.Latitude)) * Math.Cos(Radians(to.Latitude)) * Math.Pow(Math.Sin(east), 2));
        return 2 * EarthKm * Math.Asin(Math.Sqrt(across));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
