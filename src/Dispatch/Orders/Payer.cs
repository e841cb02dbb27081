namespace Dispatch.Orders;

/// <summary>Who pays for a visit.</summary>
public enum Payer
{
    /// <summary>The government's service voucher.</summary>
    Voucher,

    /// <summary>Subsidised hours of the month.</summary>
    Hours,

    /// <summary>The elder.</summary>
    Self,
}
