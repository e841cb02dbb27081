using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Tests.Ledger;

public sealed class ChainAuditTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task An_untouched_chain_holds(string kind)
    {
        await using var house = await WithEventsAsync(kind);

        var report = Assert.Single(await AuditAsync(house));

        Assert.Empty(report.Faults);
        Assert.Equal(10, report.Count);
    }

    [Theory]
    [InlineData(Databases.Sqlite, "payload = '{\"words\":\"never said\"}'")]
    [InlineData(Databases.Postgres, "payload = '{\"words\":\"never said\"}'")]
    [InlineData(Databases.Sqlite, "at = at + 1")]
    [InlineData(Databases.Sqlite, "type = 'note.unmade'")]
    [InlineData(Databases.Sqlite, "subject_id = 'other'")]
    [InlineData(Databases.Sqlite, "subject_version = 9")]
    [InlineData(Databases.Sqlite, "event_id = 'e99'")]
    [InlineData(Databases.Sqlite, "subject_kind = 'other'")]
    public async Task An_altered_event_is_named(string kind, string change)
    {
        await using var house = await WithEventsAsync(kind);
        await TamperAsync(house, $"UPDATE events SET {change} WHERE sequence = 4");

        var fault = Assert.Single(Assert.Single(await AuditAsync(house)).Faults);

        Assert.Equal((4, ChainFaultKind.Altered), (fault.Sequence, fault.Kind));
        Assert.Equal(change.StartsWith("event_id", StringComparison.Ordinal) ? "e99" : "e4", fault.EventId);
    }

    [Theory]
    [InlineData(Databases.Sqlite, 1)]
    [InlineData(Databases.Postgres, 4)]
    [InlineData(Databases.Sqlite, 10)]
    public async Task A_deleted_event_is_named(string kind, int sequence)
    {
        await using var house = await WithEventsAsync(kind);
        await TamperAsync(house, $"DELETE FROM events WHERE sequence = {sequence}");

        var fault = Assert.Single(Assert.Single(await AuditAsync(house)).Faults);

        Assert.Equal((sequence, ChainFaultKind.Missing), (fault.Sequence, fault.Kind));
    }

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task Two_events_that_changed_places_are_named_and_no_other(string kind)
    {
        await using var house = await WithEventsAsync(kind);
        await TamperAsync(house, "UPDATE events SET sequence = 99 WHERE sequence = 4");
        await TamperAsync(house, "UPDATE events SET sequence = 4 WHERE sequence = 7");
        await TamperAsync(house, "UPDATE events SET sequence = 7 WHERE sequence = 99");

        var faults = Assert.Single(await AuditAsync(house)).Faults;

        Assert.Equal([(4, "e7"), (7, "e4")], faults.Select(fault => ((int)fault.Sequence, fault.EventId)));
        Assert.All(faults, fault => Assert.Equal(ChainFaultKind.OutOfPlace, fault.Kind));
    }

    [Fact]
    public async Task An_event_taken_out_with_the_gap_closed_is_found_by_the_one_behind_it()
    {
        await using var house = await WithEventsAsync(Databases.Sqlite);
        await TamperAsync(house, "DELETE FROM events WHERE sequence = 4");
        for (var sequence = 5; sequence <= 10; sequence++)
        {
            await TamperAsync(house, $"UPDATE events SET sequence = {sequence - 1} WHERE sequence = {sequence}");
        }

        var faults = Assert.Single(await AuditAsync(house)).Faults;

        Assert.Equal(
            [(4L, ChainFaultKind.Replaced, "e5"), (10L, ChainFaultKind.Missing, null)],
            faults.Select(fault => (fault.Sequence, fault.Kind, fault.EventId)));
    }

    [Fact]
    public async Task An_event_rewritten_with_a_hash_of_its_own_is_found_by_the_one_behind_it()
    {
        await using var house = await WithEventsAsync(Databases.Sqlite);
        var honest = (await house.Ledger.EventsSinceAsync("guilin", 3, 1, null, Cancellation))[0];
        var forged = ChainHash.Of(honest.PreviousHash, honest with { Payload = "{}" });
        await TamperAsync(house, $"UPDATE events SET payload = '{{}}', hash = '{forged}' WHERE sequence = 4");

        var fault = Assert.Single(Assert.Single(await AuditAsync(house)).Faults);

        Assert.Equal((5, ChainFaultKind.Replaced, "e5"), (fault.Sequence, fault.Kind, fault.EventId));
    }

    [Fact]
    public async Task A_chain_written_anew_as_a_whole_does_not_fit_the_hash_that_an_auditor_noted()
    {
        await using var honest = await WithEventsAsync(Databases.Sqlite);
        await using var forged = await WithEventsAsync(Databases.Sqlite, payload: "{\"paid\":0}");
        var anchor = Assert.Single(await AuditAsync(honest)).End!;

        Assert.Empty(Assert.Single(await AuditAsync(forged)).Faults);
        var fault = Assert.Single(Assert.Single(await AuditAsync(forged, anchor)).Faults);
        Assert.Equal((10, ChainFaultKind.WrongAnchor), (fault.Sequence, fault.Kind));
        Assert.Empty(Assert.Single(await AuditAsync(honest, anchor)).Faults);
    }

    [Fact]
    public async Task A_region_emptied_altogether_is_missed_by_its_anchor()
    {
        await using var house = await WithEventsAsync(Databases.Sqlite);
        var anchor = Assert.Single(await AuditAsync(house)).End!;
        await TamperAsync(house, "DELETE FROM events");
        await TamperAsync(house, "DELETE FROM chains");

        Assert.Empty(await AuditAsync(house));
        Assert.Equal(ChainFaultKind.WrongAnchor, Assert.Single(Assert.Single(await AuditAsync(house, anchor)).Faults).Kind);
    }

    [Fact]
    public async Task A_head_that_points_elsewhere_is_named()
    {
        await using var house = await WithEventsAsync(Databases.Sqlite);
        await TamperAsync(house, "UPDATE chains SET sequence = 8");

        Assert.Equal(ChainFaultKind.WrongHead, Assert.Single(Assert.Single(await AuditAsync(house)).Faults).Kind);
    }

    private async Task<TestLedger> WithEventsAsync(string kind, string payload = "{\"words\":\"明天打扫\"}")
    {
        var house = new TestLedger(await databases.CreateAsync(kind));
        for (var i = 1; i <= 10; i++)
        {
            await house.Ledger.AppendAsync("guilin", [Samples.Event($"e{i}", $"s{i % 3}", payload: payload)], Cancellation);
        }

        return house;
    }

    private static async Task<IReadOnlyList<ChainReport>> AuditAsync(TestLedger house, params ChainAnchor[] anchors) =>
        await house.Get<ChainAudit>().RunAsync(anchors, Cancellation);

    private static async Task TamperAsync(TestLedger house, string sql)
    {
        await using var context = house.Database.Open();
        Assert.NotEqual(0, await context.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), Cancellation));
    }
}
