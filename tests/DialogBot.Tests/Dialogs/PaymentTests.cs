using DialogBot.Conversations;
using DialogBot.Dialogs;
using DialogBot.Services;
using DialogBot.Tests.Speaking;

namespace DialogBot.Tests.Dialogs;

public sealed class PaymentTests
{
    [Theory]
    [InlineData("cleaning", 8000, 0, null, "Voucher", null)]
    [InlineData("cleaning", 7999, 0, null, "Self", "VoucherShort")]
    [InlineData("cleaning", 7999, 2, null, "Hours", null)]
    [InlineData("cleaning", 0, 1.5, null, "Self", null)]
    [InlineData("cleaning", 8000, 2, "Self", "Self", null)]
    [InlineData("cleaning", 8000, 2, "Hours", "Hours", null)]
    [InlineData("cleaning", 8000, 1, "Hours", "Voucher", "HoursShort")]
    [InlineData("locksmith", 20000, 9, null, "Self", "VoucherNotTaken")]
    [InlineData("locksmith", 0, 9, null, "Self", null)]
    [InlineData("meal", 20000, 9, "Hours", "Voucher", "HoursNotTaken")]
    [InlineData("life-cert", 20000, 9, "Voucher", "Self", null)]
    public void The_payer_is_the_best_that_covers_it_and_what_does_not_is_said(string service, long voucher, double hours, string? wish, string payer, string? lacking)
    {
        var caller = new Caller("1", "E", null, null, null, "guilin", "mandarin", voucher, (decimal)hours);
        var chosen = Spoken.Knowledge.Catalogue[service];
        var payment = Payment.Choose(chosen, Quote.For(new Draft(), chosen), caller, wish is null ? null : Enum.Parse<Payer>(wish));
        Assert.Equal((payer, lacking), (payment.Payer.ToString(), payment.Lacking?.ToString()));
    }

    [Fact]
    public void Hours_that_are_paid_by_the_hour_follow_what_was_said()
    {
        var cleaning = Spoken.Knowledge.Catalogue["cleaning"];
        Assert.Equal(8000, Quote.For(new Draft(), cleaning).PriceFen);
        Assert.Equal(12000, Quote.For(new Draft { Quantity = 3 }, cleaning).PriceFen);
        var range = Quote.For(new Draft { Time = new(14, 0), Until = new(17, 0) }, cleaning);
        Assert.Equal((12000, TimeSpan.FromHours(3)), (range.PriceFen, range.Duration));
    }

    [Fact]
    public void Portions_are_counted_and_visits_are_not()
    {
        Assert.Equal(3000, Quote.For(new Draft { Quantity = 2 }, Spoken.Knowledge.Catalogue["meal"]).PriceFen);
        Assert.Equal(2000, Quote.For(new Draft { Quantity = 2 }, Spoken.Knowledge.Catalogue["haircut"]).PriceFen);
    }

    [Fact]
    public void An_unbelievable_quantity_is_not_believed() =>
        Assert.Equal(1500, Quote.For(new Draft { Quantity = 200 }, Spoken.Knowledge.Catalogue["meal"]).PriceFen);
}
