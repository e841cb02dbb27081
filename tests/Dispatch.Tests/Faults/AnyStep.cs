using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Faults;

/// <summary>Which steps happen, and how often.</summary>
internal static class AnyStep
{
    private static readonly Gen<int> Which = Gen.Choose(0, 3);
    private static readonly Gen<int> Vendor = Gen.Choose(1, 3);
    private static readonly Gen<bool> YesOrNo = Gen.Choose(0, 1).Select(bit => bit == 1);

    public static Gen<Step> Any { get; } = Gen.Frequency(
        (4, Gen.Zip(Gen.Choose(1, 3), Gen.Choose(1, 2)).Select<(int, int), Step>(order => new Step.Orders(order.Item1, order.Item2))),
        (1, Gen.Constant<Step>(new Step.OrdersAgain())),
        (8, Gen.Zip(Gen.Zip(Vendor, Gen.Frequency((4, Gen.Constant("接")), (3, Gen.Elements("不接", "退单", "到了", "完成", "改时间")))), Gen.Zip(YesOrNo, YesOrNo))
            .Select<((int, string), (bool, bool)), Step>(writes => new Step.Writes(writes.Item1.Item1, writes.Item1.Item2, writes.Item2.Item1, writes.Item2.Item2))),
        (3, Which.Select<int, Step>(which => new Step.Arrives(which))),
        (2, Which.Select<int, Step>(which => new Step.ArrivesAgain(which))),
        (2, Gen.Zip(Gen.Elements('1', '2'), Which).Select<(char, int), Step>(presses => new Step.Presses(presses.Item1, presses.Item2))),
        (1, Which.Select<int, Step>(which => new Step.Cancels(which))),
        (1, Gen.Zip(Gen.Zip(Which, Gen.Choose(1, 30)), YesOrNo).Select<((int, int), bool), Step>(changes => new Step.Changes(changes.Item1.Item1, changes.Item1.Item2, changes.Item2))),
        (1, Gen.Zip(Which, Vendor).Select<(int, int), Step>(gives => new Step.OperatorGives(gives.Item1, gives.Item2))),
        (1, Which.Select<int, Step>(which => new Step.OperatorLetsGoOn(which))),
        (6, Gen.Elements(0, 1, 20, 61, 600).Select<int, Step>(minutes => new Step.Passes(minutes))),
        (3, Gen.Constant<Step>(new Step.DiesAtWork())),
        (1, Gen.Constant<Step>(new Step.Dies())),
        (1, Gen.Constant<Step>(new Step.RedisIsWiped())));
}
