using Dispatch.Registry;

namespace Dispatch.Offers;

/// <summary>A vendor as the desk looks at one for an order.</summary>
/// <param name="JobsOfDay">Taken for the day of the visit.</param>
/// <param name="JobsOfWeek">Taken in the seven days up to the visit.</param>
/// <param name="Stars">1 to 5, by which the desk ranks: what the register says, moved by what elders said.</param>
/// <param name="RatedVisits">So many visits that elders rated are in the stars.</param>
/// <param name="WhyNot">A key of prompts/whynot.yaml; null for one who may be asked.</param>
public sealed record RankedVendor(Vendor Vendor, int JobsOfDay, int JobsOfWeek, double Stars, int RatedVisits, string? WhyNot);
