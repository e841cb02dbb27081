namespace Dispatch.Orders;

/// <summary>How soon an order must be seen to, the most pressing first.</summary>
public enum Lane
{
    Emergency,
    Urgent,
    Today,
    Scheduled,
}
