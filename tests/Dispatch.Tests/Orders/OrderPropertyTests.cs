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

    private static readonly Gen<string> Nothing = Gen.Constant("");

    private static readonly Gen<string> Vendor = Gen.Elements("V1", "V2", "V3");

    private static readonly Gen<Want> AnyWant = Gen.Frequency(
        (6, Wants("offer to", Vendor, (vendor, step, now) => new OrderCommand.Offer("desk", $"o{step}", vendor, "sms", now.AddMinutes(10)))),
        (5, Wants("take by", Vendor, (vendor, _, _) => new OrderCommand.Take($"vendor:{vendor}", vendor))),
        (2, Wants("decline by", Vendor, (vendor, _, _) => new OrderCommand.Decline($"vendor:{vendor}", vendor))),
        (2, Wants("expire offer of step", Gen.Choose(0, 30), (offer, _, _) => new OrderCommand.Expire("desk", $"o{offer}"))),
        (2, Wants("not reach offer of step, by, for good", Gen.Zip(Gen.Choose(0, 30), Gen.Zip(Gen.Elements("sms", "phone"), Gen.Elements(false, true))), (miss, _, _) => new OrderCommand.NotReached("desk", $"o{miss.Item1}", miss.Item2.Item1, miss.Item2.Item2))),
        (1, Wants("assign to", Vendor, (vendor, step, _) => new OrderCommand.Assign("operator:O1", $"a{step}", vendor))),
        (2, Wants("arrive", Vendor, (vendor, _, _) => new OrderCommand.Arrive($"vendor:{vendor}", vendor))),
        (2, Wants("finish", Vendor, (vendor, _, _) => new OrderCommand.Finish($"vendor:{vendor}", vendor))),
        (2, Wants("return by", Vendor, (vendor, _, _) => new OrderCommand.Return($"vendor:{vendor}", vendor, "ill"))),
        (1, Wants("judge", Gen.Choose(0, 6), (rating, _, _) => new OrderCommand.Judge("elder", new Review(rating)))),
        (1, Wants("close", Gen.Elements(null, "unreachable"), (reason, _, _) => new OrderCommand.Close("desk", reason))),
        (1, Wants("change by hours, keeping the vendor", Gen.Zip(Gen.Choose(-48, 72), Gen.Choose(0, 1)), (change, _, now) => Change(now, now.AddHours(change.Item1), change.Item2 == 1))),
        (1, Wants("escalate", Nothing, (_, _, _) => new OrderCommand.Escalate("desk", "no-vendor"))),
        (1, Wants("claim by", Gen.Elements("operator:O1", "operator:O2"), (by, _, _) => new OrderCommand.Claim(by, TimeSpan.FromMinutes(30)))),
        (1, Wants("release by", Gen.Elements("operator:O1", "operator:O2"), (by, _, _) => new OrderCommand.Release(by))),
        (1, Wants("resume", Nothing, (_, _, _) => new OrderCommand.Resume("operator:O1"))),
        (1, Wants("cancel", Nothing, (_, _, _) => new OrderCommand.Cancel("elder", "not needed"))),
        (1, Wants("repeat", Gen.Choose(1, 4), (request, _, _) => new OrderCommand.Repeat("elder", $"r{request}", "screen", "c2"))));

    private static readonly Arbitrary<Want[]> AnyLife =
        Lives.RowsOf(Gen.Zip(AnyWant, Gen.Choose(0, 15)).Select(step => step.Item1 with { Minutes = step.Item2 }), 40);

    [Fact]
    public void No_row_of_commands_leads_to_an_illegal_state() =>
        Prop.ForAll(AnyLife, life => Live(life, (before, _, _, after) => LegalState.Assert(before, after))).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

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

    /// <returns>The order at the end of its life and everything that happened in it.</returns>
    private static (Order Order, IReadOnlyList<OrderEvent> Events) Live(
        Want[] life,
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

    private static Gen<Want> Wants<T>(string what, Gen<T> of, Func<T, int, DateTimeOffset, OrderCommand> command) =>
        of.Select(each => new Want($"{what} {each}", (step, now) => command(each, step, now), 0));

    private static OrderCommand.Change Change(DateTimeOffset now, DateTimeOffset from, bool keepVendor) =>
        new("elder", from, from.AddHours(2), Lane.Today, now.AddHours(1), keepVendor);

    /// <summary>Something that is wanted of the order, some minutes after what was wanted before.</summary>
    private sealed record Want(string Words, Func<int, DateTimeOffset, OrderCommand> Command, int Minutes)
    {
        public override string ToString() => $"+{Minutes} min {Words}";
    }
}
