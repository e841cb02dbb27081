using Dispatch.Ledger;

namespace Dispatch.Tests.Ledger;

public sealed class EventLedgerTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task An_event_is_read_back_as_it_was_written(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind));
        const string payload = """{"words":"我要打扫卫生，\"明天\"下午 😀","n":1.50}""";

        await house.Ledger.AppendAsync("guilin", [Samples.Event("e1", payload: payload)], Cancellation);

        var stored = Assert.Single(await house.Ledger.EventsSinceAsync("guilin", 0, 10, null, Cancellation));
        Assert.Equal(payload, stored.Payload);
        Assert.Equal(Samples.Now, stored.At);
        Assert.Equal((1, 1), (stored.Sequence, stored.SubjectVersion));
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task The_same_event_id_is_stored_once_and_the_repeat_is_told_what_was_there(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind));
        await house.Ledger.AppendAsync("guilin", [Samples.Event("e1")], Cancellation);

        var repeat = await house.Ledger.AppendAsync("guilin", [Samples.Event("e1")], Cancellation);

        Assert.Equal("e1", Assert.IsType<AppendOutcome.Duplicate>(repeat).Event.Id);
        Assert.Single(await house.Ledger.EventsSinceAsync("guilin", 0, 10, null, Cancellation));
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task Of_many_writers_who_expect_the_same_version_one_wins_and_the_others_conflict(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            house.Ledger.AppendAsync("guilin", [Samples.Event($"e{i}", "same", 0)], Cancellation)));

        Assert.Single(outcomes.OfType<AppendOutcome.Appended>());
        Assert.Equal(19, outcomes.OfType<AppendOutcome.Conflict>().Count());
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task Events_of_several_subjects_are_appended_all_or_none(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind));
        await house.Ledger.AppendAsync("guilin", [Samples.Event("e1", "b")], Cancellation);

        var outcome = await house.Ledger.AppendAsync("guilin", [Samples.Event("e2", "a", 0), Samples.Event("e3", "b", 0)], Cancellation);

        Assert.Equal(new AppendOutcome.Conflict(new Subject("note", "b"), 1), outcome);
        Assert.Single(await house.Ledger.EventsSinceAsync("guilin", 0, 10, null, Cancellation));
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task Many_writers_share_few_commits(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind));
        await house.Database.EnsureReadyAsync(Cancellation);
        await house.Ledger.AppendAsync("guilin", [Samples.Event("first")], Cancellation);
        var before = house.Ledger.Commits;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i =>
            house.Ledger.AppendAsync("guilin", [Samples.Event($"e{i}", $"s{i % 50}")], Cancellation)));

        Assert.All(outcomes, outcome => Assert.IsType<AppendOutcome.Appended>(outcome));
        Assert.InRange(house.Ledger.Commits - before, 1, 200);
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task Several_processes_keep_one_chain_a_region(string kind)
    {
        var connection = await databases.CreateAsync(kind);
        await using var one = new TestLedger(connection);
        await using var two = new TestLedger(connection);

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i =>
            (i % 2 == 0 ? one : two).Ledger.AppendAsync(i % 3 == 0 ? "suzhou" : "guilin", [Samples.Event($"e{i}", $"s{i % 7}")], Cancellation)));

        var guilin = await one.Ledger.EventsSinceAsync("guilin", 0, 1000, null, Cancellation);
        var suzhou = await one.Ledger.EventsSinceAsync("suzhou", 0, 1000, null, Cancellation);
        Assert.Equal(400, guilin.Count + suzhou.Count);
        Assert.Equal(Enumerable.Range(1, guilin.Count), guilin.Select(stored => (int)stored.Sequence));
        Assert.Equal(guilin.SkipLast(1).Select(stored => stored.Hash), guilin.Skip(1).Select(stored => stored.PreviousHash));
    }
}
