using Dispatch.Registry;

namespace Dispatch.Orders;

/// <summary>What the state pays of an elder's visits: a pure account of what the register gives and what orders take.</summary>
/// <param name="VoucherFen">Of the service voucher, in fen.</param>
/// <param name="Hours">Subsidised hours.</param>
public sealed record Subsidies(long VoucherFen, decimal Hours)
{
    /// <summary>Why an order is not paid for; keys of prompts/refusals.yaml and of the reasons in prompts/sms.yaml.</summary>
    public const string VoucherShort = "voucher-short";
    public const string HoursShort = "hours-short";

    /// <summary>No visit ends later than this after its window began, as far as the account is concerned.</summary>
    internal static readonly TimeSpan LongestVisit = TimeSpan.FromDays(31);

    public static Subsidies None { get; } = new(0, 0);

    /// <param name="orders">Of the elder.</param>
    /// <param name="freeVendors">Volunteers and elder helpers, who cost nothing.</param>
    public static Subsidies Left(Elder elder, IEnumerable<Order> orders, IReadOnlySet<string> freeVendors)
    {
        var (voucher, hours) = (elder.VoucherFen, elder.SubsidisedHours);
        foreach (var order in orders.Where(order => Takes(order, elder.BalanceAt, freeVendors)))
        {
            voucher -= order.Terms.Payer is Payer.Voucher ? order.Terms.PriceFen : 0;
            hours -= order.Terms.Payer is Payer.Hours ? HoursOf(order.Terms) : 0;
        }

        return new Subsidies(Math.Max(0, voucher), Math.Max(0, hours));
    }

    public static bool IsShort(string? reason) => reason is VoucherShort or HoursShort;

    /// <summary>Null where an order is paid for.</summary>
    public string? WhyNotPaying(OrderTerms terms) => terms.Payer switch
    {
        Payer.Voucher when VoucherFen < terms.PriceFen => VoucherShort,
        Payer.Hours when Hours < HoursOf(terms) => HoursShort,
        _ => null,
    };

    /// <summary>In halves, as the elder was told.</summary>
    private static decimal HoursOf(OrderTerms terms) => Math.Ceiling((decimal)(terms.Until - terms.From).TotalHours * 2) / 2;

    /// <summary>
    /// What was done when the balance was settled is in it; anything else that may still be done takes from it. An order that waits for
    /// somebody to say who pays takes nothing.
    /// </summary>
    private static bool Takes(Order order, DateTimeOffset settled, IReadOnlySet<string> freeVendors) =>
        order.State is not OrderState.Cancelled
        && !(order.DoneAt <= settled)
        && !IsShort(order.Escalation?.Reason)
        && !(order.VendorId is { } vendor && freeVendors.Contains(vendor));
}
