using System.Security.Cryptography;

namespace Dispatch.Orders;

/// <summary>上门核验码.</summary>
public static class DoorstepCode
{
    /// <summary>Four digits that nobody can foresee.</summary>
    public static string Choose() => RandomNumberGenerator.GetInt32(10_000).ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
}
