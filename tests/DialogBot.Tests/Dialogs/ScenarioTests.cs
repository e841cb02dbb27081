using System.Globalization;
using System.Text;
using DialogBot.Speaking;
using Xunit.Sdk;

namespace DialogBot.Tests.Dialogs;

/// <summary>Every conversation of scenarios/, played through the real bot and the real understanding.</summary>
public sealed class ScenarioTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Dialogs", "scenarios");

    private static readonly Dictionary<string, Scenario> All = Directory.EnumerateFiles(Folder, "*.yaml")
        .SelectMany(Scenario.Read<Scenario>)
        .ToDictionary(scenario => scenario.Name);

    private static readonly Dictionary<string, CallerProfile> Callers =
        Scenario.Read<CallerProfile>(Path.Combine(AppContext.BaseDirectory, "Dialogs", "callers.yaml")).ToDictionary(profile => profile.Profile);

    public static TheoryData<string> Names => [.. All.Keys.Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_conversation_goes_as_written(string name)
    {
        var scenario = All[name];
        var caller = scenario.Caller is { } profile ? Callers[profile].Caller(Callers) : null;
        var rehearsal = new Rehearsal(caller, scenario.Now, new RecordingDesk(caller)
        {
            Outcome = request => Outcome(scenario.Desk, request),
            Moving = scenario.Moving,
            Known = [.. scenario.Booked.Select(order => order.Known())],
        });
        var transcript = new StringBuilder();
        try
        {
            Hear(transcript, await rehearsal.Open());
            foreach (var turn in scenario.Turns)
            {
                await Play(rehearsal, turn, transcript);
            }

            Compare(scenario, rehearsal.Desk);
        }
        catch (XunitException wrong)
        {
            throw new XunitException($"{wrong.Message}\n\n{name}\n{transcript}", wrong);
        }
    }

    private static PlaceOutcome Outcome(string desk, OrderRequest request) => desk switch
    {
        "balance-short" => request.Payer == "self" ? new PlaceOutcome.Placed("20261123-0001", "4071") : new PlaceOutcome.BalanceShort(0, 0),
        "placed" => new PlaceOutcome.Placed("20261123-0001", "4071"),
        "merged" => new PlaceOutcome.Merged("20261123-0001", "4071"),
        "unavailable" => new PlaceOutcome.Unavailable(),
        _ => new PlaceOutcome.Refused(desk),
    };

    private static async Task Play(Rehearsal rehearsal, Scenario.Turn turn, StringBuilder transcript)
    {
        rehearsal.Store.LoadsFail |= turn.StoreDown;
        if (turn.Partial is { } partial)
        {
            transcript.AppendLine(CultureInfo.InvariantCulture, $"  ({partial}…)");
            Assert.True(await rehearsal.Watch(partial), "no alarm while the caller was still speaking");
            return;
        }

        transcript.AppendLine(CultureInfo.InvariantCulture, $"  > {turn.Caller ?? turn.Key ?? (turn.Silence ? "(silence)" : "(again)")}");
        var before = rehearsal.Last;
        var reply = turn switch
        {
            { Silence: true } => await rehearsal.Silence(),
            { Key: { } key } => await rehearsal.Press(key[0]),
            { Again: true, Caller: { } words } => await rehearsal.SayAgain(words),
            { Caller: { } words } => await rehearsal.Say(words, turn.Or),
            _ => throw new XunitException("A turn has to say what happens."),
        };
        Hear(transcript, reply);
        Assert.All(turn.Bot, words => Assert.Contains(words, reply.Text, StringComparison.Ordinal));
        Assert.All(turn.Not, words => Assert.DoesNotContain(words, reply.Text, StringComparison.Ordinal));
        Assert.Equal(turn.Next ?? reply.Next.ToString(), reply.Next.ToString());
        Assert.Equal(turn.Rate ?? reply.Rate, reply.Rate);
        Assert.Equal(turn.Louder ?? reply.Louder, reply.Louder);
        Assert.Equal(turn.Again ? before!.Text : reply.Text, reply.Text);
        Assert.All(reply.Sentences, sentence => Assert.True(sentence.Length <= Sentences.Longest, $"too long: {sentence}"));
        Assert.DoesNotContain(reply.Text, char.IsAsciiDigit);
    }

    private static void Hear(StringBuilder transcript, Reply reply) =>
        transcript.AppendLine(CultureInfo.InvariantCulture, $"    {reply.Text}  [{reply.Conversation}]");

    private static void Compare(Scenario scenario, RecordingDesk desk)
    {
        Assert.Equal(scenario.Orders.Select(order => order.Service), desk.Orders.Select(order => order.Service));
        foreach (var (expected, order) in scenario.Orders.Zip(desk.Orders))
        {
            Assert.Equal(expected.From ?? Local(order.From), Local(order.From));
            Assert.Equal(expected.Until ?? Local(order.Until), Local(order.Until));
            Assert.Equal(expected.Address ?? order.Address, order.Address);
            Assert.Equal(expected.Price ?? order.PriceFen, order.PriceFen);
            Assert.Equal(expected.Payer ?? order.Payer, order.Payer);
            Assert.Equal(expected.Urgent ?? order.Urgent, order.Urgent);
            Assert.Equal(expected.Recurrence, order.Recurrence);
            Assert.Equal(expected.Worker, order.Worker);
            Assert.Equal(expected.Note ?? order.Note, order.Note);
            Assert.Equal(expected.Name ?? order.Caller.Name, order.Caller.Name);
            Assert.Equal(expected.By ?? order.Caller.Relative?.Name, order.Caller.Relative?.Name);
        }

        Assert.Equal(scenario.Cancelled, desk.Cancelled);
        Assert.Equal(scenario.EndedSeries, desk.EndedSeries);
        Assert.Equal(scenario.Moved, desk.Moved.Select(move => $"{move.Number} {Local(move.From)}"));
        Assert.Equal(scenario.Handover, desk.Handovers.FirstOrDefault()?.Reason);
        Assert.All(scenario.Summary, words => Assert.Contains(words, desk.Handovers[0].Summary, StringComparison.Ordinal));
        Assert.Equal(scenario.Alarm, desk.Alarms.FirstOrDefault()?.Danger.Category);
        Assert.Equal(scenario.StoodDown, desk.StoodDown.Count > 0);
    }

    private static string Local(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
