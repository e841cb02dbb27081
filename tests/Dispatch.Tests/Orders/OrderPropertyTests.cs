using Dispatch.Orders;
using Dispatch.Tests.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Orders;

/// <summary>Whatever is wanted of an order, by whomever and however often, it stays in a legal state.</summary>
public sealed class OrderPropertyTests
{
    private const int Runs = 3000;

    private static readonly DateTimeOffset Start = Samples.Now;
    private static readonly RefusalTexts Texts = RefusalTexts.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));

    private static readonly Gen<string> Vendor = Gen.Elements("V1", "V2", "V3");

    private static readonly Gen<Func<int, DateTimeOffset, OrderCommand>> AnyCommand = Gen.Frequency(
        (6, Vendor.Select<string, Func<int, DateTimeOffset, OrderCommand>>(vendor => (step, now) => new OrderCommand.Offer("desk", $"o{step}", vendor, "sms", now.AddMinutes(10)))),
        (5, Vendor.Select<string, Func<int, DateTimeOffset, OrderCommand>>(vendor => (_, _) => new OrderCommand.Take($"vendor:{vendor}", vendor))),
        (2, Vendor.Select<string, Func<int, DateTimeOffset, OrderCommand>>(vendor => (_, _) => new OrderCommand.Decline($"vendor:{vendor}", vendor))),
        (2, Gen.Choose(0, 30).Select<int, Func<int, DateTimeOffset, OrderCommand>>(offer => (_, _) => new OrderCommand.Expire("desk", $"o{offer}"))),
        (1, Vendor.Select<string, Func<int, DateTimeOffset, OrderCommand>>(vendor => (step, _) => new OrderCommand.Assign("operator:O1", $"a{step}", vendor))),
        (2, Vendor.Select<string, Func<int, DateTimeOffset, OrderCommand>>(vendor => (_, _) => new OrderCommand.Arrive($"vendor:{vendor}", vendor))),
        (2, Vendor.Select<string, Func<int, DateTimeOffset, OrderCommand>>(vendor => (_, _) => new OrderCommand.Finish($"vendor:{vendor}", vendor))),
        (2, Vendor.Select<string, Func<int, DateTimeOffset, OrderCommand>>(vendor => (_, _) => new OrderCommand.Return($"vendor:{vendor}", vendor, "ill"))),
        (1, Gen.Choose(0, 6).Select<int, Func<int, DateTimeOffset, OrderCommand>>(rating => (_, _) => new OrderCommand.Judge("elder", new Review(rating)))),
        (1, Gen.Elements(null, "unreachable").Select<string?, Func<int, DateTimeOffset, OrderCommand>>(reason => (_, _) => new OrderCommand.Close("desk", reason))),
        (1, Gen.Zip(Gen.Choose(-48, 72), Gen.Choose(0, 1)).Select<(int Hours, int Keep), Func<int, DateTimeOffset, OrderCommand>>(change =>
            (_, now) => new OrderCommand.Change("elder", now.AddHours(change.Hours), now.AddHours(change.Hours + 2), Lane.Today, now.AddHours(1), change.Keep == 1))),
        (1, Gen.Constant<Func<int, DateTimeOffset, OrderCommand>>((_, _) => new OrderCommand.Escalate("desk", "no-vendor"))),
        (1, Gen.Constant<Func<int, DateTimeOffset, OrderCommand>>((_, _) => new OrderCommand.Resume("operator:O1"))),
        (1, Gen.Constant<Func<int, DateTimeOffset, OrderCommand>>((_, _) => new OrderCommand.Cancel("elder", "not needed"))),
        (1, Gen.Choose(1, 4).Select<int, Func<int, DateTimeOffset, OrderCommand>>(request => (_, _) => new OrderCommand.Repeat("elder", $"r{request}", "screen", "c2"))));

    private static readonly Arbitrary<(Func<int, DateTimeOffset, OrderCommand> Command, int Minutes)[]> AnyLife =
        Gen.Zip(AnyCommand, Gen.Choose(0, 15)).ArrayOf(40).ToArbitrary();

    [Fact]
    public void No_row_of_commands_leads_to_an_illegal_state() =>
        Prop.ForAll(AnyLife, life => Live(life, AssertLegal)).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void A_command_repeated_at_once_never_happens_twice() =>
        Prop.ForAll(AnyLife, life => Live(life, (before, command, now, after) =>
        {
            // An offer is made under an id of its own, a decline is remembered: what was just done is done.
            if (after.Version > before.Version)
            {
                Assert.IsNotType<Decision.Events>(OrderRules.Decide(after, command, now));
            }
        })).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void Events_written_down_and_read_again_fold_to_the_same_order() =>
        Prop.ForAll(AnyLife, life =>
        {
            var (order, events) = Live(life, (_, _, _, _) => { });
            var read = events.Select((happened, i) =>
            {
                var written = OrderJson.Write($"e{i}", order.Number, i, happened);
                return OrderJson.Read(new(order.Terms.Region, i + 1, written.Id, written.Subject, i + 1, written.Type, written.Payload, written.At, "", ""));
            });
            Assert.Equal(OrderJson.Write(order), OrderJson.Write(Order.Fold(read)));
            Assert.Equal(OrderJson.Write(order), OrderJson.Write(OrderJson.ReadOrder(OrderJson.Write(order))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs / 10));

    private static void AssertLegal(Order before, OrderCommand command, DateTimeOffset now, Order after)
    {
        var holds = after.Offers.Count(offer => offer.Ending is OfferEnding.Taken);
        var open = after.Offers.Count(offer => offer.IsOpen);
        Assert.Equal(after.State is OrderState.Offered ? 1 : 0, open);
        Assert.Equal(after.State is OrderState.Taken or OrderState.Arrived or OrderState.Done or OrderState.Reviewed or OrderState.Closed ? 1 : 0, holds);
        if (after.State is not OrderState.Cancelled)
        {
            Assert.Equal(holds == 1, after.VendorId is not null);
        }

        Assert.True(after.State is not OrderState.Escalated || after.Escalation is not null);
        Assert.True(after.Escalation is null || !after.AwaitsOffer);
        Assert.True(after.Terms.Until > after.Terms.From);
        Assert.Equal(after.IsEnded, after.EndedAt is not null);
        Assert.True(!before.IsEnded || after == before);
        Assert.Equal(after.Version, before.Version + (after == before ? 0 : 1));
        if (after.VendorId is not null && before.VendorId is not null)
        {
            Assert.Equal(before.VendorId, after.VendorId);
        }
    }

    /// <returns>The order at the end of its life and everything that happened in it.</returns>
    private static (Order Order, IReadOnlyList<OrderEvent> Events) Live(
        (Func<int, DateTimeOffset, OrderCommand> Command, int Minutes)[] life,
        Action<Order, OrderCommand, DateTimeOffset, Order> check)
    {
        var now = Start;
        var accept = new OrderCommand.Accept("elder", "G261123-0001", Samples.Terms("r1"), Lane.Today, now.AddHours(1), "0427");
        var events = ((Decision.Events)OrderRules.Decide(null, accept, now)).Items.ToList();
        var order = Order.Fold(events);
        for (var step = 0; step < life.Length; step++)
        {
            now = now.AddMinutes(life[step].Minutes);
            var command = life[step].Command(step, now);
            var after = order;
            switch (OrderRules.Decide(order, command, now))
            {
                case Decision.Events decided:
                    events.AddRange(decided.Items);
                    after = decided.Items.Aggregate(order, Order.Apply);
                    break;
                case Decision.Refused refused:
                    Assert.NotEmpty(Texts.Say(refused.Reason, order));
                    break;
            }

            check(order, command, now, after);
            order = after;
        }

        return (order, events);
    }
}
