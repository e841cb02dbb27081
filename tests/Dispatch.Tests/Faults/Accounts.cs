using System.Globalization;
using Dispatch.Ledger;
using Dispatch.Tests.Ledger;
using Npgsql;

namespace Dispatch.Tests.Faults;

/// <summary>Checks the ledger against what callers, vendors and elders outside were told: by the house's own audit, and by plain SQL that shares no code with it.</summary>
internal static class Accounts
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task HoldAsync(Centre centre)
    {
        await AuditHoldsAsync(centre.Postgres.ConnectionString);
        await using var database = new NpgsqlConnection(centre.Postgres.ConnectionString);
        await database.OpenAsync(Cancellation);
        await ChainHoldsAsync(database);
        await EveryOrderLivedLegallyAsync(database);
        await EveryPromiseIsKeptOnceAsync(database, centre);
        await OnlyTheVendorOfAnOrderWasToldAsync(database, centre);
    }

    private static async Task AuditHoldsAsync(string connection)
    {
        await using var house = new TestLedger(connection);
        var reports = await house.Get<ChainAudit>().RunAsync([], Cancellation);
        Assert.Equal(BigTown.Regions.Append("numbers").Order(), reports.Select(report => report.Region).Order());
        Assert.All(reports, report => Assert.Empty(report.Faults));
        Assert.Empty((await house.Get<ViewRebuild>().RunAsync(Cancellation)).Corrected);
    }

    /// <summary>Every hash computed anew by the database, from the published form of an event.</summary>
    private static async Task ChainHoldsAsync(NpgsqlConnection database)
    {
        string[] fields = ["'voicecare-event-1'", "previous_hash", "region", "event_id", "subject_kind", "subject_id", "#subject_version", "type", "payload", "#at"];
        var bytes = string.Join(" || ", fields.Select(field => field[0] == '#'
            ? $"int8send({field[1..]})"
            : $"int8send(octet_length(convert_to({field}, 'UTF8'))) || convert_to({field}, 'UTF8')"));
        var broken = await ReadAsync(
            database,
            $"""
            SELECT region || ' ' || sequence FROM (
                SELECT *, lag(hash, 1, '') OVER chain AS before, row_number() OVER chain AS place
                FROM events WINDOW chain AS (PARTITION BY region ORDER BY sequence)) AS stored
            WHERE hash <> encode(sha256({bytes}), 'hex') OR previous_hash <> before OR sequence <> place
            """);
        Assert.Empty(broken);
    }

    /// <summary>Accepted once, offered to one after the other, taken once and by the one who was asked last.</summary>
    private static async Task EveryOrderLivedLegallyAsync(NpgsqlConnection database)
    {
        var strange = await ReadAsync(
            database,
            """
            SELECT number || ': ' || life FROM (
                SELECT subject_id AS number, string_agg(type, ' ' ORDER BY subject_version) AS life, min(subject_version) AS first, max(subject_version) AS last, count(*) AS events
                FROM events WHERE subject_kind = 'order' GROUP BY subject_id) AS lives
            WHERE replace(life, ' order.repeated', '') !~ '^order.accepted( order.offered order.(declined|expired))* order.offered order.taken$'
                OR first <> 1 OR last <> events
            """);
        Assert.Empty(strange);
        Assert.Empty(await ReadAsync(
            database,
            """
            SELECT number FROM orders FULL JOIN (SELECT DISTINCT subject_id FROM events WHERE subject_kind = 'order') AS lives ON number = subject_id
            WHERE number IS NULL OR subject_id IS NULL OR state <> 'Taken' OR vendor_id IS NULL
            """));
    }

    private static async Task EveryPromiseIsKeptOnceAsync(NpgsqlConnection database, Centre centre)
    {
        var kept = await ReadAsync(database, "SELECT replace(event_id, 'request:', '') || '=' || subject_id FROM events WHERE event_id LIKE 'request:%'");
        Assert.Equal(centre.Promised.Select(request => $"{request.Key}={request.Value}").Order(StringComparer.Ordinal), kept.Order(StringComparer.Ordinal));
    }

    private static async Task OnlyTheVendorOfAnOrderWasToldAsync(NpgsqlConnection database, Centre centre)
    {
        var holders = (await ReadAsync(database, "SELECT number || '=' || vendor_id FROM orders"))
            .Select(row => row.Split('='))
            .ToDictionary(row => row[0], row => BigTown.PhoneOf(row[1]));
        var told = centre.Carrier.Messages.Where(sms => sms.Text.Contains("归您", StringComparison.Ordinal)).Select(sms => (Number: sms.Id.Split('/')[4], sms.To))
            .Concat(centre.Carrier.Calls.Where(call => call.Text.Contains("归您", StringComparison.Ordinal)).Select(call => (Number: call.Id.Split('/')[4], call.To)))
            .ToList();
        Assert.Equal(holders.OrderBy(order => order.Key, StringComparer.Ordinal).Select(order => (order.Key, order.Value)), told.Distinct().OrderBy(order => order.Number, StringComparer.Ordinal));

        var stillYours = centre.Carrier.Messages.Where(sms => sms.Text.Contains("已是您的单", StringComparison.Ordinal)).ToList();
        Assert.All(stillYours, sms => Assert.Contains(holders, order => order.Value == sms.To && sms.Text.Contains(order.Key, StringComparison.Ordinal)));
    }

    private static async Task<List<string>> ReadAsync(NpgsqlConnection database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, database);
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        var values = new List<string>();
        while (await row.ReadAsync(Cancellation))
        {
            values.Add(Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return values;
    }
}
