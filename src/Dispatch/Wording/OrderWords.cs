using System.Globalization;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Registry;

namespace Dispatch.Wording;

/// <summary>An order in words, for one phrasebook: an SMS says 14:00-16:00 where a voice says 14点到16点.</summary>
internal sealed class OrderWords(Phrasebook book, ServiceCatalogue catalogue)
{
    /// <summary>A longer name or address would cost a third SMS segment; an address keeps its beginning and its room number.</summary>
    private const int LongestName = 10;
    private const int LongestAddress = 34;

    private readonly bool spoken = book.Has("alarm-again");

    /// <summary>What a vendor may know before the order is taken: no name, no address.</summary>
    public Slots ForOffer(Order order, Vendor vendor, Offer offer, DateTimeOffset now) => When(order, now)
        .With("area", order.Terms.Area ?? book.Word("unknown-area"))
        .With("price", Price(order, vendor, "price"))
        .With("code", offer.ReplyCode ?? "")
        .With("deadline", spoken ? "" : Clock(offer.Deadline));

    /// <summary>What the vendor who has taken it needs, and nothing else of the elder.</summary>
    public Slots ForVendor(Order order, Vendor vendor, DateTimeOffset now) => When(order, now)
        .With("name", Clip(order.Terms.ElderName ?? book.Word("unknown-name"), LongestName))
        .With("address", Clip(order.Terms.Address, LongestAddress))
        .With("price", Price(order, vendor, "price"))
        .With("door", Door(order));

    /// <param name="by">Who spoke for the elder; null for nobody.</param>
    public Slots ForElder(Order order, Elder? elder, Vendor? vendor, DateTimeOffset now, Contact? by = null) => When(order, now)
        .With("relative", Clip(by is null ? "" : by.Relation + by.Name, LongestName))
        .With("honorific", Clip(elder?.Honorific ?? book.Word("unknown-honorific"), LongestName))
        .With("vendor", Clip(vendor?.Name ?? book.Word("unknown-vendor"), LongestAddress))
        .With("price", Price(order, vendor, "elder-price"))
        .With("yuan", Yuan(order))
        .With("door", Door(order));

    public Slots ForOperator(Order order, string reason, DateTimeOffset now) => When(order, now)
        .With("reason", reason)
        .With("area", order.Terms.Area ?? Clip(order.Terms.Address, LongestAddress))
        .With("phone", order.Terms.ElderPhone);

    /// <summary>Service, day and time of an order, and its number.</summary>
    public Slots When(Order order, DateTimeOffset now) => new()
    {
        ["number"] = order.Number,
        ["service"] = catalogue.Find(order.Terms.Service).Name,
        ["day"] = Day(order.Terms.From, now),
        ["time"] = book.Word("span", new Slots { ["from"] = Clock(order.Terms.From), ["until"] = Clock(order.Terms.Until) }),
    };

    public static string Clip(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, (longest / 2) - 1), "…", text.AsSpan(text.Length - (longest / 2)));

    private string Day(DateTimeOffset time, DateTimeOffset now)
    {
        var date = ChinaTime.DayOf(time);
        return (date.DayNumber - ChinaTime.DayOf(now).DayNumber) switch
        {
            0 => book.Word("today"),
            1 => book.Word("tomorrow"),
            2 => book.Word("day-after"),
            _ => book.Word("date", new Slots { ["month"] = Number(date.Month), ["day"] = Number(date.Day) }),
        };
    }

    private string Clock(DateTimeOffset time)
    {
        var clock = ChinaTime.HourOf(time);
        if (!spoken)
        {
            return clock.ToString("HH:mm", CultureInfo.InvariantCulture);
        }

        var slots = new Slots { ["hour"] = Number(clock.Hour), ["minute"] = Number(clock.Minute) };
        return book.Word(clock.Minute == 0 ? "hour" : "hour-minute", slots);
    }

    private string Price(Order order, Vendor? vendor, string words)
    {
        var payer = vendor is { IsFree: true } || order.Terms.PriceFen == 0 ? "free" : order.Terms.Payer switch
        {
            Payer.Voucher => "voucher",
            Payer.Hours => "hours",
            _ => "self",
        };
        return book.Word($"{words}-{payer}", new Slots { ["yuan"] = Yuan(order) });
    }

    private static string Yuan(Order order) => (order.Terms.PriceFen / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Digits with gaps where it is spoken: 4 0 7 1 is heard, 4071 becomes four thousand.</summary>
    private string Door(Order order) => spoken ? string.Join(' ', order.DoorstepCode.AsEnumerable()) : order.DoorstepCode;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
