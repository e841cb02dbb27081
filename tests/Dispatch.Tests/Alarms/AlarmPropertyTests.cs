using System.Collections.Immutable;
using Dispatch.Alarms;
using Dispatch.Tests.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Alarms;

/// <summary>Whatever happens to an alarm, in whatever order, on machines that know different halves of it: it goes on.</summary>
public sealed class AlarmPropertyTests
{
    private const int Runs = 1000;

    private static readonly DateTimeOffset Start = DeskUnderTest.Monday;
    private static readonly AlarmLadder Ladder = AlarmLadders.Load().For("fall", "guilin", Start);

    private static readonly ImmutableArray<AlarmPerson> People =
    [
        new("operator", "罗晓燕", "19900003001"), new("supervisor", "廖主任", "19900003003"), new("contact", "王丽", "19900004001"), new("responder", "邻里", "19900002005"),
    ];

    private static readonly Gen<AlarmCommand> AnyCommand = Gen.Frequency(
        (3, Gen.Elements(Reports.Fallen, Reports.Pendant, Reports.Neighbour).Select(AlarmCommand (report) => new AlarmCommand.Report(report))),
        (3, Gen.Zip(Gen.Choose(0, 3), Gen.Choose(1, 3)).Select(AlarmCommand (ack) => new AlarmCommand.Acknowledge(People[ack.Item1], "phone", ack.Item2 == 3 ? null : ack.Item2))),
        (3, Gen.Elements("c-1", "guilin-261123-090000-abcdef", "c-neighbour").Select(AlarmCommand (line) => new AlarmCommand.LoseLine(line))),
        (3, Gen.Zip(Gen.Choose(1, 4), Gen.Elements<string?>("busy", "noAnswer", null)).Select(AlarmCommand (back) => new AlarmCommand.EndCallBack(back.Item1, back.Item2))),
        (1, Gen.Choose(1, 3).Select(AlarmCommand (turn) => new AlarmCommand.Say("c-1", $"t{turn}", "我在卫生间"))),
        (1, Gen.Choose(1, 3).Select(AlarmCommand (note) => new AlarmCommand.Note("operator:O1", $"n{note}", "在路上"))),
        (1, Gen.Choose(0, 3).Select(AlarmCommand (who) => new AlarmCommand.Hear($"alarm/guilin/{who}", People[who].Phone, "noAnswer"))));

    /// <summary>A command, the seconds before it (the clock may go back), and whether the machine dies before it has kept what it did.</summary>
    private static readonly Gen<Step> AnyStep =
        Gen.Zip(AnyCommand, Gen.Zip(Gen.Frequency((8, Gen.Choose(0, 40)), (2, Gen.Choose(300, 900)), (1, Gen.Choose(-7200, -60))), Gen.Choose(0, 5)))
            .Select(step => new Step(step.Item1, step.Item2.Item1, step.Item2.Item2 == 0));

    private static readonly Arbitrary<Step[]> AnyLife = Lives.RowsOf(AnyStep, 30);

    [Fact]
    public void No_open_alarm_is_ever_without_a_next_step() => Prop.ForAll(AnyLife, life =>
    {
        var (alarm, now) = (Raise(), Start);
        foreach (var step in life)
        {
            now = now.AddSeconds(step.Seconds);
            var done = Attend(Do(alarm, step.Command, now), now);
            alarm = step.Dies ? Attend(alarm, now) : done;
            var next = AlarmRules.Next(alarm, now);
            Assert.True(alarm.IsOpen);
            Assert.Empty(next.Tasks);
            Assert.InRange(next.LookAt!.Value - now, TimeSpan.FromTicks(1), Ladder.ResolveWithin);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void Until_somebody_has_it_phones_are_rung_again_within_two_minutes() => Prop.ForAll(AnyLife, life =>
    {
        var alarm = life.Where(step => step.Command is not AlarmCommand.Acknowledge)
            .Aggregate(Raise(), (before, step) => Do(before, step.Command, Start));
        var now = Start;
        for (var minutes = 0; minutes < 10; minutes++)
        {
            var rung = alarm.Steps.Count;
            for (var seconds = 0; seconds < 120; seconds += 5)
            {
                now = now.AddSeconds(5);
                alarm = Attend(alarm, now);
            }

            Assert.True(alarm.Steps.Count > rung);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs / 10));

    [Fact]
    public void Two_machines_that_each_know_a_half_come_to_the_same() => Prop.ForAll(AnyLife, life =>
    {
        var (alarm, now) = (Raise(), Start);
        foreach (var step in life)
        {
            now = now.AddSeconds(step.Seconds);
            alarm = Attend(Do(alarm, step.Command, now), now);
        }

        var events = alarm.Events.Select(each => AlarmJson.Read(AlarmJson.Write(each))).ToList();
        var first = events.Where((each, i) => i == 0 || i % 2 == 0).Reverse().ToList();
        var second = events.Where((each, i) => i == 0 || i % 2 == 1).ToList();
        var (one, other) = (Alarm.Fold(alarm.Id, first)!.With(second)!, Alarm.Fold(alarm.Id, second)!.With(first)!);
        foreach (var whole in new[] { one, other })
        {
            Assert.Equal(Standing(alarm), Standing(whole));
            Assert.Equal(alarm.Events.Select(each => each.Key), whole.Events.Select(each => each.Key));
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs / 5));

    [Fact]
    public void What_happened_once_does_not_happen_twice() => Prop.ForAll(AnyLife, life =>
    {
        var (alarm, now) = (Raise(), Start);
        foreach (var step in life)
        {
            now = now.AddSeconds(Math.Abs(step.Seconds));
            var done = Do(alarm, step.Command, now);
            alarm = Do(done, step.Command, now);
            Assert.Equal(done.Events.Count, alarm.Events.Count);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs / 5));

    private static object Standing(Alarm alarm) =>
        (alarm.Round, alarm.Cycle, alarm.CycleBegan, alarm.Acknowledged?.Person.Phone, alarm.AwaySince, alarm.ConversationId, alarm.ResolveBy, alarm.CallBackAt);

    private static Alarm Raise() => Alarm.Fold("guilin-261123-090000-abcdef", [new AlarmEvent.Raised(Start, Reports.Fallen, Ladder) { Number = 1 }])!;

    private static Alarm Do(Alarm alarm, AlarmCommand command, DateTimeOffset now) => alarm.With(AlarmRules.Decide(alarm, command, now))!;

    /// <summary>Everything that is due, as the dispatcher does it.</summary>
    private static Alarm Attend(Alarm alarm, DateTimeOffset now)
    {
        for (var steps = 0; AlarmRules.Next(alarm, now).Tasks is { Count: > 0 } tasks; steps++)
        {
            Assert.InRange(steps, 0, 12);
            alarm = tasks.Aggregate(alarm, (before, task) => Do(
                before,
                task switch
                {
                    AlarmTask.Ring ring => new AlarmCommand.Start(ring, People),
                    AlarmTask.CallBack call => new AlarmCommand.CallBack(call.Times),
                    AlarmTask.Tell tell => new AlarmCommand.Tell(tell.Round),
                    AlarmTask.Reopen => new AlarmCommand.Reopen(),
                    AlarmTask.StandDown => new AlarmCommand.StandDown(),
                    _ => new AlarmCommand.MoveClock(),
                },
                now));
        }

        return alarm;
    }

    private sealed record Step(AlarmCommand Command, int Seconds, bool Dies);
}
