namespace Dispatch.Orders;

/// <summary>What the elder said of the visit.</summary>
/// <param name="Rating">1 (bad) to 5 (good).</param>
/// <param name="Words">In the elder's own words, or null.</param>
/// <param name="PaidFen">What the elder says was taken at the door; null where that was not asked, or is another sum than was agreed and has to be found out.</param>
public sealed record Review(int Rating, string? Words = null, long? PaidFen = null);
