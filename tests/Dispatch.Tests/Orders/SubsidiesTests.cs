using Dispatch.Orders;
using Dispatch.Registry;
using Dispatch.Tests.Ledger;

namespace Dispatch.Tests.Orders;

public sealed class SubsidiesTests
{
    private static readonly DateTimeOffset Settled = Samples.Now;
    private static readonly HashSet<string> Free = ["V9"];

    internal static readonly Elder Wang = new()
    {
        Id = "E001",
        Region = "guilin",
        Name = "王秀英",
        Honorific = "王奶奶",
        Gender = "female",
        BirthYear = 1944,
        Phones = ["07735550101"],
        Address = "安新南路16号",
        Area = "象山区",
        Community = "安新南社区",
        Dialect = "southwestern",
        CareTier = CareTier.SelfReliant,
        PayerClass = "voucher",
        VoucherFen = 20000,
        SubsidisedHours = 4,
        BalanceAt = Settled,
    };

    [Fact]
    public void What_the_register_gives_is_left_where_nothing_was_ordered() => Assert.Equal(new Subsidies(20000, 4), Left());

    [Fact]
    public void Every_order_that_a_subsidy_pays_takes_from_it()
    {
        Assert.Equal(new Subsidies(12000, 4), Left(Of(Payer.Voucher)));
        Assert.Equal(new Subsidies(20000, 2), Left(Of(Payer.Hours)));
        Assert.Equal(new Subsidies(20000, 4), Left(Of(Payer.Self)));
    }

    [Fact]
    public void Hours_are_taken_in_halves_as_the_elder_was_told()
    {
        var order = Of(Payer.Hours);

        Assert.Equal(2.5m, Left(order with { Terms = order.Terms with { Until = order.Terms.From.AddMinutes(80) } }).Hours);
    }

    [Fact]
    public void What_is_cancelled_is_given_back() => Assert.Equal(20000, Left(Of(Payer.Voucher) with { State = OrderState.Cancelled }).VoucherFen);

    [Fact]
    public void What_a_vendor_gives_back_is_offered_to_the_next_and_stays_taken() =>
        Assert.Equal(12000, Left(Of(Payer.Voucher) with { State = OrderState.Returned }).VoucherFen);

    [Fact]
    public void What_was_done_before_the_balance_was_settled_is_in_it()
    {
        Assert.Equal(20000, Left(Of(Payer.Voucher) with { State = OrderState.Closed, DoneAt = Settled.AddHours(-1) }).VoucherFen);
        Assert.Equal(12000, Left(Of(Payer.Voucher) with { State = OrderState.Closed, DoneAt = Settled.AddHours(1) }).VoucherFen);
    }

    [Fact]
    public void Whoever_costs_nothing_takes_nothing() =>
        Assert.Equal(20000, Left(Of(Payer.Voucher) with { State = OrderState.Taken, VendorId = "V9" }).VoucherFen);

    [Fact]
    public void A_visit_of_which_nobody_has_said_who_pays_takes_nothing() =>
        Assert.Equal(20000, Left(Of(Payer.Voucher) with { State = OrderState.Escalated, Escalation = new Escalation(Subsidies.VoucherShort, Settled) }).VoucherFen);

    [Fact]
    public void Less_than_nothing_is_nothing() => Assert.Equal(Subsidies.None with { Hours = 4 }, Left(Of(Payer.Voucher), Of(Payer.Voucher), Of(Payer.Voucher)));

    [Theory]
    [InlineData(Payer.Voucher, 8000, 0, null)]
    [InlineData(Payer.Voucher, 7999, 9, "voucher-short")]
    [InlineData(Payer.Hours, 0, 2, null)]
    [InlineData(Payer.Hours, 9000, 1.5, "hours-short")]
    [InlineData(Payer.Self, 0, 0, null)]
    public void What_is_left_pays_for_an_order_or_says_why_not(Payer payer, long voucher, double hours, string? reason) =>
        Assert.Equal(reason, new Subsidies(voucher, (decimal)hours).WhyNotPaying(Of(payer).Terms));

    [Fact]
    public void A_wish_that_is_not_paid_for_is_refused_but_a_visit_of_a_series_waits_for_an_operator()
    {
        var terms = Of(Payer.Voucher).Terms;
        var wish = new OrderCommand.Accept("elder", "G261123-0001", terms, Lane.Today, Samples.Now, "1234", Subsidies.None);

        Assert.Equal(new Decision.Refused("voucher-short"), OrderRules.Decide(null, wish, Samples.Now));
        var visit = wish with { Terms = terms with { Recurrence = "FREQ=DAILY", SeriesId = "r0" } };
        var order = Order.Fold(Assert.IsType<Decision.Events>(OrderRules.Decide(null, visit, Samples.Now)).Items);
        Assert.Equal((OrderState.Escalated, "voucher-short"), (order.State, order.Escalation!.Reason));
    }

    [Theory]
    [InlineData(Subsidies.VoucherShort)]
    [InlineData(Subsidies.HoursShort)]
    public void Why_it_is_not_paid_for_can_be_read(string reason) =>
        Assert.Contains(reason, RefusalTexts.Load(Path.Combine(AppContext.BaseDirectory, "prompts")).Reasons);

    private static Subsidies Left(params Order[] orders) => Subsidies.Left(Wang, orders, Free);

    private static Order Of(Payer payer) => new()
    {
        Number = "G261123-0001",
        Terms = Samples.Terms("r1") with { Payer = payer },
        Lane = Lane.Today,
        PromiseBy = Samples.Now,
        DoorstepCode = "1234",
        AcceptedAt = Samples.Now,
        State = OrderState.Accepted,
        Version = 1,
    };
}
