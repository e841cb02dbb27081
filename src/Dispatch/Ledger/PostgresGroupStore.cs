using Dispatch.Orders;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Ledger;

/// <summary>
/// Group commit on PostgreSQL: three round trips and one fsync for any number of appends. The rows of the table chains are the
/// locks that keep several processes on one chain; each statement of a batch sees what was committed before it got them.
/// </summary>
internal sealed class PostgresGroupStore(LedgerDatabase database) : IGroupStore
{
    private NpgsqlConnection? connection;

    public async Task<IReadOnlyList<AppendOutcome>> CommitAsync(IReadOnlyList<PendingAppend> group, CancellationToken cancellation)
    {
        await database.EnsureReadyAsync(cancellation);
        connection ??= await ConnectAsync(cancellation);

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (facts, documents) = await ReadFactsAsync(connection, group, cancellation);
        var plan = GroupPlan.Make(group, facts);
        if (plan.Events.Count > 0)
        {
            await WriteAsync(connection, plan, OrderView.Follow(documents, plan.Events), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return plan.Outcomes;
    }

    public async Task DisconnectAsync()
    {
        if (connection is { } broken)
        {
            connection = null;
            await broken.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await DisconnectAsync();

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        var opened = new NpgsqlConnection(database.ConnectionString);
        try
        {
            await opened.OpenAsync(cancellation);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private static async Task<(GroupFacts Facts, Dictionary<string, string> Documents)> ReadFactsAsync(
        NpgsqlConnection connection,
        IReadOnlyList<PendingAppend> group,
        CancellationToken cancellation)
    {
        var regions = group.Select(append => append.Region).Distinct().Order(StringComparer.Ordinal).ToArray();
        var events = group.SelectMany(append => append.Events.Select(next => (append.Region, next.Id))).Distinct().ToList();
        var subjects = group.SelectMany(append => append.Events.Select(next => (append.Region, next.Subject))).Distinct().ToList();
        var numbers = subjects.Where(subject => OrderView.Concerns(subject.Subject)).Select(subject => subject.Subject.Id).ToArray();

        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "INSERT INTO chains (region, sequence, hash) SELECT region, 0, '' FROM unnest($1) AS region ON CONFLICT DO NOTHING", regions);
        Add(batch, "SELECT region, sequence, hash FROM chains WHERE region = ANY($1) ORDER BY region FOR UPDATE", regions);
        Add(
            batch,
            $"""
            SELECT known.* FROM unnest($1, $2) AS asked (region, id)
            CROSS JOIN LATERAL (
                SELECT {GroupSql.EventColumns} FROM events
                WHERE region = asked.region AND event_id = asked.id
                LIMIT 1) AS known
            """,
            [.. events.Select(next => next.Region)],
            [.. events.Select(next => next.Id)]);
        Add(
            batch,
            """
            SELECT asked.region, asked.kind, asked.id, latest.subject_version
            FROM unnest($1, $2, $3) AS asked (region, kind, id)
            CROSS JOIN LATERAL (
                SELECT subject_version FROM events
                WHERE region = asked.region AND subject_kind = asked.kind AND subject_id = asked.id
                ORDER BY subject_version DESC LIMIT 1) AS latest
            """,
            [.. subjects.Select(subject => subject.Region)],
            [.. subjects.Select(subject => subject.Subject.Kind)],
            [.. subjects.Select(subject => subject.Subject.Id)]);
        Add(batch, "SELECT number, document FROM orders WHERE number = ANY($1)", numbers);

        var facts = new GroupFacts();
        var documents = new Dictionary<string, string>();
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            facts.Heads.Add(row.GetString(0), new ChainHead(row.GetString(0), row.GetInt64(1), row.GetString(2)));
        }

        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var known = GroupSql.ReadEvent(row);
            facts.Known.Add((known.Region, known.Id), known);
        }

        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            facts.Versions.Add((row.GetString(0), new Subject(row.GetString(1), row.GetString(2))), row.GetInt64(3));
        }

        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            documents.Add(row.GetString(0), row.GetString(1));
        }

        return (facts, documents);
    }

    private static async Task WriteAsync(
        NpgsqlConnection connection,
        GroupPlan plan,
        IReadOnlyCollection<OrderRow> orders,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var events = plan.Events;
        var insert = Add(
            batch,
            $"INSERT INTO events ({GroupSql.EventColumns}) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            [.. events.Select(added => added.Region)]);
        AddNumbers(insert, events.Select(added => added.Sequence));
        AddTexts(insert, events.Select(added => added.Id));
        AddTexts(insert, events.Select(added => added.Subject.Kind));
        AddTexts(insert, events.Select(added => added.Subject.Id));
        AddNumbers(insert, events.Select(added => added.SubjectVersion));
        AddTexts(insert, events.Select(added => added.Type));
        AddTexts(insert, events.Select(added => added.Payload));
        AddNumbers(insert, events.Select(added => added.At.ToUnixTimeMilliseconds()));
        AddTexts(insert, events.Select(added => added.PreviousHash));
        AddTexts(insert, events.Select(added => added.Hash));

        var heads = Add(
            batch,
            $"INSERT INTO chains (region, sequence, hash) SELECT * FROM unnest($1, $2, $3) {GroupSql.OnKnownChain}",
            [.. plan.Heads.Select(head => head.Region)]);
        AddNumbers(heads, plan.Heads.Select(head => head.Sequence));
        AddTexts(heads, plan.Heads.Select(head => head.Hash));

        if (orders.Count > 0)
        {
            AddOrders(batch, orders);
            AddAsked(batch, OrderView.Asked(events));
            EndAsked(batch, OrderView.Ended(events));
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static void AddOrders(NpgsqlBatch batch, IReadOnlyCollection<OrderRow> orders)
    {
        var save = Add(
            batch,
            $"""
            INSERT INTO orders ({GroupSql.OrderColumns})
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) {GroupSql.OnKnownOrder}
            """,
            [.. orders.Select(order => order.Number)]);
        AddTexts(save, orders.Select(order => order.Region));
        AddTexts(save, orders.Select(order => order.ElderKey));
        AddTexts(save, orders.Select(order => order.ElderPhone));
        AddTexts(save, orders.Select(order => order.Service));
        AddTexts(save, orders.Select(order => order.State.ToString()));
        save.Parameters.Add(new NpgsqlParameter { Value = orders.Select(order => order.IsEnded).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Boolean });
        save.Parameters.Add(new NpgsqlParameter { Value = orders.Select(order => (int)order.Lane).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        AddNumbers(save, orders.Select(order => order.WindowFrom.ToUnixTimeMilliseconds()));
        AddNumbers(save, orders.Select(order => order.AcceptedAt.ToUnixTimeMilliseconds()));
        AddTexts(save, orders.Select(order => order.VendorId));
        save.Parameters.Add(new NpgsqlParameter { Value = orders.Select(order => order.Rating).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        AddTexts(save, orders.Select(order => order.Series));
        AddNumbers(save, orders.Select(order => order.Version));
        AddTexts(save, orders.Select(order => order.Document));
    }

    private static void AddAsked(NpgsqlBatch batch, IReadOnlyCollection<(string VendorId, string Number)> asked)
    {
        if (asked.Count > 0)
        {
            Add(
                batch,
                $"INSERT INTO asked_vendors ({GroupSql.AskedColumns}) SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING",
                [.. asked.Select(each => each.VendorId)],
                [.. asked.Select(each => each.Number)]);
        }
    }

    /// <summary>Appends of other regions forget the same rows at the same time: whoever has them locked does it.</summary>
    private static void EndAsked(NpgsqlBatch batch, IReadOnlyCollection<(string Number, DateTimeOffset At)> ended)
    {
        if (ended.Count == 0)
        {
            return;
        }

        var end = Add(
            batch,
            "UPDATE asked_vendors SET ended_at = ended.at FROM unnest($1, $2) AS ended (number, at) WHERE asked_vendors.number = ended.number",
            [.. ended.Select(order => order.Number)]);
        AddNumbers(end, ended.Select(order => order.At.ToUnixTimeMilliseconds()));
        var forget = Add(
            batch,
            """
            DELETE FROM asked_vendors WHERE (vendor_id, number) IN (
                SELECT vendor_id, number FROM asked_vendors WHERE ended_at < $1 FOR UPDATE SKIP LOCKED)
            """);
        forget.Parameters.Add(new NpgsqlParameter { Value = (ended.Max(order => order.At) - AskedVendor.Kept).ToUnixTimeMilliseconds(), NpgsqlDbType = NpgsqlDbType.Bigint });
    }

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string text, params ReadOnlySpan<string[]> columns)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var column in columns)
        {
            AddTexts(command, column);
        }

        batch.BatchCommands.Add(command);
        return command;
    }

    private static void AddTexts(NpgsqlBatchCommand command, IEnumerable<string?> column) =>
        command.Parameters.Add(new NpgsqlParameter { Value = column.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });

    private static void AddNumbers(NpgsqlBatchCommand command, IEnumerable<long> column) =>
        command.Parameters.Add(new NpgsqlParameter { Value = column.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
}
