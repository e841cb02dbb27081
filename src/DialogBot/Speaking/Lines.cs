using System.Collections.Frozen;

namespace DialogBot.Speaking;

/// <summary>Every line that can be said. The words stand in prompts/(language)/; a test holds both together.</summary>
internal static class Lines
{
    public static readonly LineKey Greeting = new("greeting", "caller");
    public static readonly LineKey GreetingStranger = new("greeting-stranger");
    public static readonly LineKey AskWish = new("ask-wish");
    public static readonly LineKey GoOn = new("go-on");

    public static readonly LineKey AskForWhom = new("ask-for-whom", "elders");
    public static readonly LineKey AskWhen = new("ask-when", "service");
    public static readonly LineKey AskHour = new("ask-hour", "day");
    public static readonly LineKey AskPast = new("ask-past", "hour", "day");
    public static readonly LineKey DayOver = new("day-over");
    public static readonly LineKey AskName = new("ask-name");
    public static readonly LineKey AskAddress = new("ask-address");
    public static readonly LineKey AskAddressOf = new("ask-address-of", "place");
    public static readonly LineKey AskAddressNumber = new("ask-address-number", "address");
    public static readonly LineKey TimeOffered = new("time-offered", "hour");
    public static readonly LineKey TimeTooEarly = new("time-too-early", "day", "hour");
    public static readonly LineKey TimeOutsideHours = new("time-outside-hours", "opens", "closes");

    public static readonly LineKey ReadBack = new("read-back", "service", "quantity");
    public static readonly LineKey ReadBackVisit = new("read-back-visit", "service");
    public static readonly LineKey ReadBackWhen = new("read-back-when", "day", "hour");
    public static readonly LineKey ReadBackRecurring = new("read-back-recurring", "days", "hour", "day");
    public static readonly LineKey ReadBackAddress = new("read-back-address", "address");
    public static readonly LineKey ReadBackPerson = new("read-back-person", "person");
    public static readonly LineKey ReadBackPreference = new("read-back-preference", "preference");
    public static readonly LineKey PaidByVoucher = new("paid-by-voucher", "price");
    public static readonly LineKey PaidByHours = new("paid-by-hours", "price", "hours");
    public static readonly LineKey PaidBySelf = new("paid-by-self", "price");
    public static readonly LineKey PaidEachTime = new("paid-each-time");
    public static readonly LineKey Free = new("free");
    public static readonly LineKey Extra = new("extra", "extra");
    public static readonly LineKey VoucherShort = new("voucher-short", "balance");
    public static readonly LineKey HoursShort = new("hours-short", "hours");
    public static readonly LineKey VoucherNone = new("voucher-none");
    public static readonly LineKey HoursNone = new("hours-none");
    public static readonly LineKey VoucherNotTaken = new("voucher-not-taken", "service");
    public static readonly LineKey HoursNotTaken = new("hours-not-taken", "service");
    public static readonly LineKey AskConfirm = new("ask-confirm");
    public static readonly LineKey Corrected = new("corrected");
    public static readonly LineKey AskWhatWrong = new("ask-what-wrong");
    public static readonly LineKey Dropped = new("dropped");
    public static readonly LineKey NothingOrdered = new("nothing-ordered");
    public static readonly LineKey NotedToo = new("noted-too", "service");
    public static readonly LineKey NowFor = new("now-for", "service");

    public static readonly LineKey Placed = new("placed", "worker", "day", "hour");
    public static readonly LineKey DoorstepCode = new("doorstep-code", "code");
    public static readonly LineKey PlacedBefore = new("placed-before", "service");
    public static readonly LineKey PlacedBeforeFor = new("placed-before-for", "elder", "service");
    public static readonly LineKey BalanceShort = new("balance-short");
    public static readonly LineKey AskAnythingElse = new("ask-anything-else");
    public static readonly LineKey Goodbye = new("goodbye");
    public static readonly LineKey StillThere = new("still-there");
    public static readonly LineKey Returned = new("returned");
    public static readonly LineKey NoHurry = new("no-hurry");

    public static readonly LineKey Price = new("price", "service", "unit", "price");
    public static readonly LineKey PriceUsual = new("price-usual", "quantity", "price");
    public static readonly LineKey PriceFree = new("price-free", "service");
    public static readonly LineKey AskPriceOf = new("ask-price-of");
    public static readonly LineKey AskWanted = new("ask-wanted");
    public static readonly LineKey AskStillWanted = new("ask-still-wanted");
    public static readonly LineKey AskGoOn = new("ask-go-on", "service");
    public static readonly LineKey ServicesTold = new("services-told", "services");
    public static readonly LineKey ServicesMore = new("services-more", "services");
    public static readonly LineKey AskWhichService = new("ask-which-service");
    public static readonly LineKey VoucherBalance = new("voucher-balance", "balance");
    public static readonly LineKey HoursBalance = new("hours-balance", "hours");

    public static readonly LineKey TheOrder = new("the-order", "day", "hour", "service");
    public static readonly LineKey StatusNone = new("status-none");
    public static readonly LineKey StatusSeeking = new("status-seeking", "order");
    public static readonly LineKey StatusTaken = new("status-taken", "order", "vendor");
    public static readonly LineKey StatusAtTheDoor = new("status-at-the-door", "order");
    public static readonly LineKey StatusDone = new("status-done", "order");
    public static readonly LineKey StatusWithOperator = new("status-with-operator", "order");
    public static readonly LineKey TheSeries = new("the-series", "days", "service");
    public static readonly LineKey TheseOrders = new("these-orders");
    public static readonly LineKey OneOrder = new("one-order", "order");
    public static readonly LineKey AskWhichCancel = new("ask-which-cancel");
    public static readonly LineKey AskCancel = new("ask-cancel", "order");
    public static readonly LineKey Cancelled = new("cancelled", "order");
    public static readonly LineKey CancelledOnce = new("cancelled-once");
    public static readonly LineKey NotCancelled = new("not-cancelled");
    public static readonly LineKey AskEndSeries = new("ask-end-series", "series");
    public static readonly LineKey SeriesEnded = new("series-ended", "series");
    public static readonly LineKey AskWhichMove = new("ask-which-move");
    public static readonly LineKey AskMoveTo = new("ask-move-to", "order");
    public static readonly LineKey ReadBackMove = new("read-back-move", "order", "day", "hour");
    public static readonly LineKey Moved = new("moved", "order", "day", "hour");
    public static readonly LineKey MovedOnce = new("moved-once");
    public static readonly LineKey MovedSeeking = new("moved-seeking");
    public static readonly LineKey NotMoved = new("not-moved");

    public static readonly LineKey NotUnderstood = new("not-understood");
    public static readonly LineKey Slower = new("slower");
    public static readonly LineKey Faster = new("faster");
    public static readonly LineKey Louder = new("louder");
    public static readonly LineKey Quieter = new("quieter");
    public static readonly LineKey Silence = new("silence");
    public static readonly LineKey Chitchat = new("chitchat");
    public static readonly LineKey TakeYourTime = new("take-your-time");
    public static readonly LineKey WhoIAm = new("who-i-am");
    public static readonly LineKey Welcome = new("welcome");

    public static readonly LineKey AlarmRaised = new("alarm-raised");
    public static readonly LineKey AlarmCalledBack = new("alarm-called-back");
    public static readonly LineKey AlarmAsk = new("alarm-ask");
    public static readonly LineKey AlarmStoodDown = new("alarm-stood-down");
    public static readonly LineKey AlarmStays = new("alarm-stays");
    public static readonly LineKey ReassureRescue = new("reassure-rescue");
    public static readonly LineKey ReassureOperator = new("reassure-operator");

    public static readonly LineFamily Guidance = new("guidance", Dangers);
    public static readonly LineFamily Refusal = new("refusal", ["window-past", "recurrence-unknown", "other"]);
    public static readonly LineFamily Handover = new("handover", Reasons);
    public static readonly LineFamily HandoverReason = new("reason", Reasons);

    public static readonly LineKey Summary = new("summary", "caller", "reason");
    public static readonly LineKey SummaryWish = new("summary-wish", "wish");
    public static readonly LineKey SummaryOrders = new("summary-orders", "count");
    public static readonly LineKey SummaryWords = new("summary-words", "words");
    public static readonly LineKey SummaryRelative = new("summary-relative", "elder", "relation", "name");
    public static readonly LineKey SummaryStranger = new("summary-stranger");
    public static readonly LineKey NotePerson = new("note-person", "person");
    public static readonly LineKey NoteDestination = new("note-destination", "place");

    /// <summary>Files of each language's folder that hold lines.</summary>
    public static readonly IReadOnlyList<string> Files = ["lines.yaml", "guidance.yaml", "people.yaml"];

    private static readonly FrozenDictionary<string, LineKey> ByName = Enumerate().ToFrozenDictionary(key => key.Name, StringComparer.Ordinal);

    public static IEnumerable<LineKey> All => ByName.Values;

    /// <summary>Dangers that have guidance of their own; any other is guided as help.</summary>
    private static IReadOnlyList<string> Dangers =>
        ["fall", "chest-pain", "breath", "stroke", "bleeding", "choking", "poisoning", "gas", "fire", "burglary", "self-harm", "unconscious", "help"];

    private static IReadOnlyList<string> Reasons =>
        ["asked", "misunderstood", "silent", "distress", "refused", "unavailable", "status", "late", "change", "cancel", "complaint", "feedback", "subsidy"];

    public static bool Has(string name) => ByName.ContainsKey(name);

    public static LineKey Named(string name) => ByName[name];

    private static IEnumerable<LineKey> Enumerate()
    {
        var fields = typeof(Lines).GetFields().Select(field => field.GetValue(null)).ToArray();
        return [.. fields.OfType<LineKey>(), .. fields.OfType<LineFamily>().SelectMany(family => family.All)];
    }
}
