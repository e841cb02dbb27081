using Dispatch.Orders;

namespace Dispatch.Offers;

/// <summary>What a vendor's reply comes to.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    public sealed record Command(string OrderNumber, OrderCommand Order) : Verdict;

    /// <summary>It could mean any of these.</summary>
    public sealed record Which(IReadOnlyList<Order> Choices, VendorWord Word) : Verdict;

    public sealed record NothingOpen : Verdict;

    public sealed record NotUnderstood : Verdict;
}
