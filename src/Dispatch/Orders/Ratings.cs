namespace Dispatch.Orders;

/// <summary>What elders said of a vendor's visits.</summary>
/// <param name="Visits">That were rated.</param>
/// <param name="Stars">The sum of their ratings, each 1 to 5.</param>
internal readonly record struct Ratings(int Visits, int Stars);
