using Dispatch.Orders;
using Dispatch.Tests.Ledger;

namespace Dispatch.Tests.Orders;

public sealed class RepeatRuleTests
{
    private static readonly OrderTerms Booked = Samples.Terms("r1");
    private static readonly OrderTerms Stranger = Booked with { ElderId = null };

    public static TheoryData<string, OrderTerms, OrderTerms, bool> Wishes => new()
    {
        { "the same again, from a screen", Booked, Booked with { RequestId = "r2", Channel = "screen" }, true },
        { "half an hour later", Booked, Booked with { From = Booked.From.AddMinutes(30), Until = Booked.Until.AddMinutes(30) }, true },
        { "right afterwards", Booked, Booked with { From = Booked.Until, Until = Booked.Until.AddHours(2) }, false },
        { "another day", Booked, Booked with { From = Booked.From.AddDays(1), Until = Booked.Until.AddDays(1) }, false },
        { "another service", Booked, Booked with { Service = "laundry" }, false },
        { "another elder", Booked, Booked with { ElderId = "E002", ElderPhone = "07735550102" }, false },
        { "the elder's other phone", Booked, Booked with { ElderPhone = "19900001001" }, true },
        { "husband and wife on one line", Booked, Booked with { ElderId = "E002" }, false },
        { "a stranger twice from one number", Stranger, Stranger with { RequestId = "r2" }, true },
        { "two strangers", Stranger, Stranger with { ElderPhone = "07735559999" }, false },
    };

    [Theory]
    [MemberData(nameof(Wishes))]
    public void A_wish_is_a_repeat_when_elder_service_and_time_are_the_same(string what, OrderTerms booked, OrderTerms said, bool isRepeat)
    {
        var order = Accepted(booked);

        Assert.True(isRepeat == (RepeatRule.FindRepeated([order], said) is not null), what);
    }

    [Fact]
    public void A_visit_that_is_done_or_cancelled_can_be_ordered_again()
    {
        var order = Accepted(Booked);

        Assert.Null(RepeatRule.FindRepeated([order with { State = OrderState.Done }], Booked));
        Assert.Null(RepeatRule.FindRepeated([order with { State = OrderState.Cancelled }], Booked));
        Assert.NotNull(RepeatRule.FindRepeated([order with { State = OrderState.Taken }], Booked));
    }

    private static Order Accepted(OrderTerms terms) =>
        Order.Fold([new OrderEvent.Accepted(Samples.Now, "elder", "G261123-0001", terms, Lane.Today, Samples.Now.AddHours(1), "0427")]);
}
