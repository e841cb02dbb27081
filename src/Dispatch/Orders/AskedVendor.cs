namespace Dispatch.Orders;

/// <summary>A row of the view asked_vendors: a vendor to whom an order that has not ended was ever offered or given.</summary>
internal sealed class AskedVendor
{
    public required string VendorId { get; init; }

    public required string Number { get; init; }
}
