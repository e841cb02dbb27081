using System.Globalization;
using System.Security.Cryptography;

namespace Dispatch.Alarms;

/// <summary>Names of alarms: region, day, hour and chance, drawn without asking any store.</summary>
internal static class AlarmId
{
    private const int Chance = 6;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const string Moment = "yyMMdd-HHmmss";

    /// <summary>Hyphen, moment, hyphen, chance.</summary>
    private static readonly int Tail = 2 + Moment.Length + Chance;

    public static string Draw(string region, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{region}-{ChinaTime.At(now).ToString(Moment, CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString(Letters, Chance)}");

    /// <summary>Null for what is no alarm's id.</summary>
    public static string? RegionOf(string id) => id.Length > Tail && id[^Tail] == '-' ? id[..^Tail] : null;
}
