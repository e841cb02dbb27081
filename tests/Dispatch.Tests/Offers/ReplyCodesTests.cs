using Dispatch.Offers;
using Dispatch.Orders;

namespace Dispatch.Tests.Offers;

/// <summary>Two orders of one vendor never answer to the same code.</summary>
public sealed class ReplyCodesTests
{
    private static readonly DateTimeOffset Now = DeskUnderTest.Monday;

    [Fact]
    public void A_vendor_who_has_nothing_else_open_needs_no_code() => Assert.Null(ReplyCodes.Choose(Asked("0042"), "V1", []));

    [Fact]
    public void A_code_is_the_end_of_the_orders_number() => Assert.Equal("42", ReplyCodes.Choose(Asked("0042"), "V1", [Asked("0017")]));

    [Fact]
    public void Two_digits_that_are_taken_become_three() => Assert.Equal("142", ReplyCodes.Choose(Asked("0142"), "V1", [Asked("0042")]));

    [Fact]
    public void Numbers_that_end_alike_get_codes_that_differ()
    {
        var first = Asked("0042");
        var second = Asked("1042", code: ReplyCodes.Choose(Asked("1042"), "V1", [first]));
        var third = Asked("2042", code: ReplyCodes.Choose(Asked("2042"), "V1", [first, second]));
        Order[] all = [first, second, third];

        Assert.Equal(["42", "10", "11"], all.Select(order => ReplyCodes.Of("V1", all)[order.Number]));
        Assert.All(all, order => Assert.Equal([order], ReplyCodes.Named(ReplyCodes.Of("V1", all)[order.Number], "V1", all)));
    }

    [Fact]
    public void Orders_that_an_operator_gave_without_a_code_are_told_apart_all_the_same()
    {
        Order[] all = [Asked("0042"), Asked("1042"), Asked("2042")];

        Assert.Equal(3, ReplyCodes.Of("V1", all).Values.Distinct().Count());
    }

    [Fact]
    public void A_code_that_an_order_had_which_has_just_ended_is_not_given_again()
    {
        var ended = Asked("0042", code: "42") with { State = OrderState.Cancelled, EndedAt = Now };

        Assert.Equal("142", ReplyCodes.Choose(Asked("0142"), "V1", [ended, Asked("0017")]));
    }

    [Fact]
    public void A_code_is_no_other_vendors_business() =>
        Assert.Equal("42", ReplyCodes.Choose(Asked("0042"), "V1", [Asked("0017"), Asked("0099", code: "42", vendor: "V2")]));

    [Fact]
    public void With_ever_so_many_jobs_every_code_differs()
    {
        var asked = new List<Order>();
        for (var number = 0; number < 200; number++)
        {
            var order = Asked($"{number % 10 * 1000:D4}{number / 10:D2}");
            asked.Add(Asked(order.Number[8..], code: ReplyCodes.Choose(order, "V1", asked)));
        }

        Assert.Equal(200, ReplyCodes.Of("V1", asked).Values.Distinct().Count());
    }

    private static Order Asked(string count, string? code = null, string vendor = "V1") => new()
    {
        Number = $"G261123-{count}",
        Terms = DeskUnderTest.Terms(),
        Lane = Lane.Scheduled,
        PromiseBy = Now,
        DoorstepCode = "1234",
        AcceptedAt = Now,
        State = OrderState.Offered,
        Version = 2,
        Offers = [new Offer("1", vendor, "sms", Now, Now.AddHours(1), code)],
    };
}
