using Dispatch.Orders;
using Dispatch.Registry;

namespace Dispatch.Offers;

/// <summary>A vendor, how much work that vendor has, and what elders said of it.</summary>
/// <param name="JobsOfDay">Taken for the day of the visit.</param>
/// <param name="JobsOfWeek">Taken in the seven days up to the visit.</param>
internal sealed record Candidate(Vendor Vendor, int JobsOfDay, int JobsOfWeek, Ratings Ratings = default);
