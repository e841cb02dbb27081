using Dispatch.FollowUps;
using Dispatch.Messages;
using Dispatch.Orders;
using Dispatch.Registry;
using Dispatch.Wording;

namespace Dispatch.Offers;

/// <summary>Who has to be told what, as an order stands now. Each tiding's id names the event it tells of, so that asking twice tells once.</summary>
internal sealed class OrderTidings(Phrases phrases, OfferPolicy policy)
{
    /// <summary>Operators who come on duty much later are not told of an escalation, nor elders of who ordered for them long ago.</summary>
    private static readonly TimeSpan IsNews = TimeSpan.FromHours(1);

    private const string OfferSms = "offer";
    private const string OfferCall = "offer-call";
    private const string FollowUp = "follow-up";
    private const string TakenVendor = "taken";
    private const string TakenElder = "taken-elder";
    private const string TakenContact = "taken-contact";
    private const string OrderedElder = "ordered-elder";
    private const string WaitingElder = "waiting-elder";
    private const string CancelledVendor = "cancelled";
    private const string MovedVendor = "moved";

    private readonly Phrasebook sms = phrases.Sms;
    private readonly Phrasebook calls = phrases.Calls;
    private readonly OrderWords written = phrases.Written;
    private readonly OrderWords spoken = phrases.Spoken;

    public IReadOnlyList<Tiding> Owed(Order order, Parties parties, DateTimeOffset now) =>
    [
        .. Ordered(order, parties, now),
        .. Offered(order, parties, now),
        .. Taken(order, parties, now),
        .. Escalated(order, parties, now),
        .. Moved(order, parties, now),
        .. Cancelled(order, parties, now),
        .. Done(order, parties, now),
    ];

    /// <summary>Who was to be told what by a tiding; null for one that is not about an order.</summary>
    public static TidingSubject? SubjectOf(string tidingId) => tidingId.Split('/') switch
    {
        [OfferSms, var number, var offer] => new TidingSubject.Asked(number, offer, "sms"),
        [OfferCall, var number, var offer] => new TidingSubject.Asked(number, offer, "phone"),
        [TakenVendor or MovedVendor or CancelledVendor, var number, ..] => new TidingSubject.Told(number, "vendor-not-told"),
        [FollowUp, var number, _] => new TidingSubject.FollowedUp(number),
        [TakenElder or WaitingElder, var number, ..] => new TidingSubject.Told(number, "elder-not-told"),
        _ => null,
    };

    public static string OfferId(Order order, Offer offer) => $"{OfferSms}/{order.Number}/{offer.Id}";

    public static string OfferCallId(Order order, Offer offer) => $"{OfferCall}/{order.Number}/{offer.Id}";

    /// <summary>Somebody has to be told of an order by a person, though there is nothing else to be done about it.</summary>
    public IReadOnlyList<Tiding> NotTold(string tidingId, Order order, string reason, IReadOnlyList<Operator> onDuty, DateTimeOffset now) =>
        [.. ToOperators($"not-told/{tidingId}", order, reason, onDuty, now)];

    /// <summary>Whoever orders in an elder's stead does nothing behind their back.</summary>
    private IEnumerable<Tiding> Ordered(Order order, Parties parties, DateTimeOffset now) =>
        from each in order.SpokenFor.Index()
        where !order.IsEnded && now - each.Item.At <= IsNews
        let key = each.Item.IsRepeat ? "elder-repeated-for" : "elder-ordered-for"
        select ToElder($"{OrderedElder}/{order.Number}/{each.Index}", key, order, parties.Elder, null, now, each.Item.By);

    private IEnumerable<Tiding> Offered(Order order, Parties parties, DateTimeOffset now)
    {
        if (order.OpenOffer is not { } offer || !parties.Vendors.TryGetValue(offer.VendorId, out var vendor))
        {
            yield break;
        }

        if (vendor.TakesSms)
        {
            var text = sms.Text(offer.ReplyCode is null ? "offer" : "offer-coded", written.ForOffer(order, vendor, offer, now));
            yield return new Tiding(OfferId(order, offer), vendor.Phone, text, null, Until: offer.Deadline);
        }

        if (vendor.TakesCalls && (!vendor.TakesSms || offer.Unreached is "sms" || now >= offer.MadeAt + policy.Lanes[order.Lane].Call))
        {
            var text = calls.Text("offer", spoken.ForOffer(order, vendor, offer, now));
            yield return new Tiding(OfferCallId(order, offer), vendor.Phone, null, text, "12", offer.Deadline);
        }
    }

    private IEnumerable<Tiding> Taken(Order order, Parties parties, DateTimeOffset now)
    {
        if (order.State is not OrderState.Taken || order.VendorId is not { } id || !parties.Vendors.TryGetValue(id, out var vendor))
        {
            yield break;
        }

        var offer = order.Offers.Last(each => each.VendorId == id && each.Ending is OfferEnding.Taken);
        var moved = order.ChangedAt > offer.MadeAt;
        var about = moved ? $"{order.Number}/{offer.Id}/{order.ChangedAt!.Value.ToUnixTimeMilliseconds()}" : $"{order.Number}/{offer.Id}";
        yield return ToVendor($"{TakenVendor}/{about}", moved ? "changed" : "taken", order, vendor, now);
        yield return ToElder($"{TakenElder}/{about}", moved ? "elder-changed" : "elder-taken", order, parties.Elder, vendor, now);
        foreach (var contact in order.SpokenFor.Select(each => each.By).DistinctBy(by => by.Phone))
        {
            yield return ToContact($"{TakenContact}/{about}/{contact.Phone}", order, parties.Elder, vendor, contact, now);
        }
    }

    private IEnumerable<Tiding> Escalated(Order order, Parties parties, DateTimeOffset now)
    {
        if (order.Escalation is not { } escalation || now - escalation.At > IsNews)
        {
            yield break;
        }

        var about = $"{order.Number}/{escalation.At.ToUnixTimeMilliseconds()}";
        foreach (var tiding in ToOperators($"escalated/{about}", order, escalation.Reason, parties.Operators, now))
        {
            yield return tiding;
        }

        if (order.State is OrderState.Escalated)
        {
            yield return ToElder($"{WaitingElder}/{about}", Subsidies.IsShort(escalation.Reason) ? "elder-unpaid" : "elder-waiting", order, parties.Elder, null, now);
        }
    }

    /// <summary>Whoever had it until its time was changed need not go at the old one, whatever becomes of the new one.</summary>
    private IEnumerable<Tiding> Moved(Order order, Parties parties, DateTimeOffset now)
    {
        foreach (var offer in order.Offers.Where(offer => offer.Ending is OfferEnding.Moved))
        {
            if (parties.Vendors.TryGetValue(offer.VendorId, out var vendor))
            {
                yield return ToVendor($"{MovedVendor}/{order.Number}/{offer.Id}", "moved", order, vendor, now);
            }
        }
    }

    /// <summary>Whoever had it when it was cancelled need not go.</summary>
    private IEnumerable<Tiding> Cancelled(Order order, Parties parties, DateTimeOffset now)
    {
        if (order.State is OrderState.Cancelled && order.VendorId is { } id && parties.Vendors.TryGetValue(id, out var vendor))
        {
            yield return ToVendor($"{CancelledVendor}/{order.Number}", "cancelled", order, vendor, now);
        }
    }

    private IEnumerable<Tiding> ToOperators(string id, Order order, string reason, IReadOnlyList<Operator> onDuty, DateTimeOffset now)
    {
        var text = sms.Text("escalated", written.ForOperator(order, sms.Reason(reason), now));
        return onDuty.Select(each => new Tiding($"{id}/{each.Id}", each.Phone, text, null));
    }

    /// <summary>回访: the elder is asked, by phone.</summary>
    private IEnumerable<Tiding> Done(Order order, Parties parties, DateTimeOffset now)
    {
        if (FollowUpRules.Due(order, policy.FollowUp, now) is { } call)
        {
            var text = calls.Text("follow-up", spoken.ForElder(order, parties.Elder, null, now));
            var keys = string.Concat(policy.FollowUp.Keys.Keys.Order());
            yield return new Tiding($"{FollowUp}/{order.Number}/{call}", order.Terms.ElderPhone, null, text, keys, Once: true) { Then = Charged(order, parties, now) };
        }
    }

    /// <summary>What was taken at the door; null where nothing is to be paid there.</summary>
    private KeyQuestion? Charged(Order order, Parties parties, DateTimeOffset now)
    {
        var isFree = order.VendorId is { } id && parties.Vendors.TryGetValue(id, out var vendor) && vendor.IsFree;
        return order.Terms is { Payer: Payer.Self, PriceFen: > 0 } && !isFree
            ? new KeyQuestion(
                policy.FollowUp.Charge.After,
                calls.Text("follow-up-charge", spoken.ForElder(order, parties.Elder, null, now)),
                string.Concat(policy.FollowUp.Charge.Keys.Keys.Order()))
            : null;
    }

    private Tiding ToVendor(string id, string key, Order order, Vendor vendor, DateTimeOffset now) => new(
        id,
        vendor.Phone,
        vendor.TakesSms ? sms.Text(key, written.ForVendor(order, vendor, now)) : null,
        calls.Text(key, spoken.ForVendor(order, vendor, now)));

    private Tiding ToContact(string id, Order order, Elder? elder, Vendor vendor, Contact contact, DateTimeOffset now) => new(
        id,
        contact.Phone,
        IsMobile(contact.Phone) ? sms.Text("contact-taken", written.ForElder(order, elder, vendor, now)) : null,
        calls.Text("contact-taken", spoken.ForElder(order, elder, vendor, now)));

    /// <param name="by">Who spoke for the elder; null where that is not told.</param>
    private Tiding ToElder(string id, string key, Order order, Elder? elder, Vendor? vendor, DateTimeOffset now, Contact? by = null)
    {
        var mobile = elder?.Phones.FirstOrDefault(IsMobile) ?? (IsMobile(order.Terms.ElderPhone) ? order.Terms.ElderPhone : null);
        return new Tiding(
            id,
            mobile ?? (elder is { Phones: [var first, ..] } ? first : order.Terms.ElderPhone),
            mobile is null ? null : sms.Text(key, written.ForElder(order, elder, vendor, now, by)),
            calls.Text(key, spoken.ForElder(order, elder, vendor, now, by)));
    }

    /// <summary>Mobile numbers of mainland China: eleven digits, the first a 1.</summary>
    private static bool IsMobile(string phone) => phone.Length == 11 && phone[0] == '1';
}
