using System.Globalization;
using Dispatch.Orders;

namespace Dispatch.Offers;

/// <summary>
/// The short codes by which a vendor tells orders apart in a reply (17接). No two orders that are open with the vendor, or were not long
/// ago, answer to the same one: a late answer must not be taken for another job's.
/// </summary>
internal static class ReplyCodes
{
    private static readonly string[] Plain = [.. Enumerable.Range(10, 990).Select(number => number.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The code of a new offer; null where the vendor has nothing else open that the answer could mean.</summary>
    /// <param name="asked">What the vendor was asked for, the order itself perhaps among it.</param>
    public static string? Choose(Order order, string vendorId, IReadOnlyList<Order> asked)
    {
        var others = asked.Where(other => other.Number != order.Number).ToList();
        return others.Exists(other => ReplyRules.Concerns(other, vendorId)) ? Free(order, [.. others.SelectMany(other => AnswersTo(other, vendorId))]) : null;
    }

    /// <summary>The code of each order, by number: the one that was written to the vendor, or else one that no other answers to.</summary>
    public static IReadOnlyDictionary<string, string> Of(string vendorId, IReadOnlyList<Order> asked)
    {
        var codes = asked.Where(order => Written(order, vendorId) is not null).ToDictionary(order => order.Number, order => Written(order, vendorId)!);
        foreach (var order in asked.Where(order => !codes.ContainsKey(order.Number)).OrderBy(order => order.Number, StringComparer.Ordinal).ToList())
        {
            var others = asked.Where(other => other.Number != order.Number).SelectMany(other => AnswersTo(other, vendorId));
            codes.Add(order.Number, Free(order, [.. others, .. codes.Values]));
        }

        return codes;
    }

    /// <summary>The orders that a code names; of an order's number the end will do where no code says otherwise.</summary>
    public static IReadOnlyList<Order> Named(string code, string vendorId, IReadOnlyList<Order> asked)
    {
        var codes = Of(vendorId, asked);
        return asked.Where(order => codes[order.Number] == code).ToList() is { Count: > 0 } named
            ? named
            : [.. asked.Where(order => order.Number.EndsWith(code, StringComparison.Ordinal))];
    }

    /// <summary>The end of the order's number where it is free, so that a vendor who reads the number finds it there.</summary>
    private static string Free(Order order, HashSet<string> taken) => EndsOf(order).Concat(Plain).First(code => !taken.Contains(code));

    private static string[] AnswersTo(Order order, string vendorId) => Written(order, vendorId) is { } code ? [code] : EndsOf(order);

    private static string[] EndsOf(Order order) => [order.Number[^2..], order.Number[^3..]];

    private static string? Written(Order order, string vendorId) => order.Offers.LastOrDefault(offer => offer.VendorId == vendorId)?.ReplyCode;
}
