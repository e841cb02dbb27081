namespace Dispatch.Orders;

/// <summary>A row of the view asked_vendors: a vendor to whom an order was ever offered or given.</summary>
internal sealed class AskedVendor
{
    /// <summary>A vendor who answers as late as this after the end of an order still hears what became of it.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public required string VendorId { get; init; }

    public required string Number { get; init; }

    /// <summary>When the order ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
