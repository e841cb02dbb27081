using System.Text.Json;
using Dispatch.Orders;
using Microsoft.Data.Sqlite;

namespace Dispatch.Ledger;

/// <summary>The statements of a group commit, prepared once for a connection.</summary>
internal sealed class SqliteStatements : IDisposable
{
    private readonly List<SqliteCommand> all = [];
    private readonly SqliteCommand readHead;
    private readonly SqliteCommand findEvents;
    private readonly SqliteCommand readVersions;
    private readonly SqliteCommand insertEvent;
    private readonly SqliteCommand saveHead;
    private readonly SqliteCommand readDocument;
    private readonly SqliteCommand saveOrder;
    private readonly SqliteCommand noteAsked;
    private readonly SqliteCommand endAsked;
    private readonly SqliteCommand forgetAsked;

    public SqliteStatements(SqliteConnection connection)
    {
        readHead = Prepare(connection, "SELECT sequence, hash FROM chains WHERE region = $1");
        findEvents = Prepare(connection, $"SELECT {GroupSql.EventColumns} FROM events WHERE region = $1 AND event_id IN (SELECT value FROM json_each($2))");
        readVersions = Prepare(
            connection,
            """
            SELECT value, (
                SELECT max(subject_version) FROM events
                WHERE region = $1 AND subject_kind = $2 AND subject_id = value)
            FROM json_each($3)
            """);
        insertEvent = Prepare(connection, $"INSERT INTO events ({GroupSql.EventColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)");
        saveHead = Prepare(connection, $"INSERT INTO chains (region, sequence, hash) VALUES ($1, $2, $3) {GroupSql.OnKnownChain}");
        readDocument = Prepare(connection, "SELECT document FROM orders WHERE number = $1");
        saveOrder = Prepare(connection, $"INSERT INTO orders ({GroupSql.OrderColumns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) {GroupSql.OnKnownOrder}");
        noteAsked = Prepare(connection, $"INSERT INTO asked_vendors ({GroupSql.AskedColumns}) VALUES ($1, $2) ON CONFLICT DO NOTHING");
        endAsked = Prepare(connection, "UPDATE asked_vendors SET ended_at = $2 WHERE number = $1");
        forgetAsked = Prepare(connection, "DELETE FROM asked_vendors WHERE ended_at < $1");
    }

    public void Join(SqliteTransaction transaction)
    {
        foreach (var statement in all)
        {
            statement.Transaction = transaction;
        }
    }

    public ChainHead ReadHead(string region)
    {
        using var row = Bind(readHead, region).ExecuteReader();
        return row.Read() ? new ChainHead(region, row.GetInt64(0), row.GetString(1)) : new ChainHead(region, 0, string.Empty);
    }

    /// <summary>Those events of these ids that are there.</summary>
    public List<LedgerEvent> FindEvents(string region, IEnumerable<string> eventIds)
    {
        var found = new List<LedgerEvent>();
        using var row = Bind(findEvents, region, JsonSerializer.Serialize(eventIds)).ExecuteReader();
        while (row.Read())
        {
            found.Add(GroupSql.ReadEvent(row));
        }

        return found;
    }

    /// <param name="ids">Of subjects of one kind.</param>
    public List<(Subject Subject, long Version)> ReadVersions(string region, string kind, IEnumerable<string> ids)
    {
        var versions = new List<(Subject, long)>();
        using var row = Bind(readVersions, region, kind, JsonSerializer.Serialize(ids)).ExecuteReader();
        while (row.Read())
        {
            versions.Add((new Subject(kind, row.GetString(0)), row.IsDBNull(1) ? 0 : row.GetInt64(1)));
        }

        return versions;
    }

    public void Insert(LedgerEvent added) => Bind(
        insertEvent,
        added.Region,
        added.Sequence,
        added.Id,
        added.Subject.Kind,
        added.Subject.Id,
        added.SubjectVersion,
        added.Type,
        added.Payload,
        added.At.ToUnixTimeMilliseconds(),
        added.PreviousHash,
        added.Hash).ExecuteNonQuery();

    public void Save(ChainHead head) => Bind(saveHead, head.Region, head.Sequence, head.Hash).ExecuteNonQuery();

    public string ReadDocument(string number) => (string)Bind(readDocument, number).ExecuteScalar()!;

    public void Save(OrderRow row) => Bind(
        saveOrder,
        row.Number,
        row.Region,
        row.ElderKey,
        row.ElderPhone,
        row.Service,
        row.State.ToString(),
        row.IsEnded,
        (int)row.Lane,
        row.WindowFrom.ToUnixTimeMilliseconds(),
        row.AcceptedAt.ToUnixTimeMilliseconds(),
        row.VendorId,
        row.Rating,
        row.Series,
        row.Version,
        row.Document).ExecuteNonQuery();

    public void NoteAsked(string vendorId, string number) => Bind(noteAsked, vendorId, number).ExecuteNonQuery();

    public void EndAsked(string number, DateTimeOffset at) => Bind(endAsked, number, at.ToUnixTimeMilliseconds()).ExecuteNonQuery();

    /// <summary>Who was asked for what had ended before a moment.</summary>
    public void ForgetAsked(DateTimeOffset before) => Bind(forgetAsked, before.ToUnixTimeMilliseconds()).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var statement in all)
        {
            statement.Dispose();
        }
    }

    private SqliteCommand Prepare(SqliteConnection connection, string text)
    {
        var statement = connection.CreateCommand();
        statement.CommandText = text;
        all.Add(statement);
        return statement;
    }

    private static SqliteCommand Bind(SqliteCommand statement, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] ?? DBNull.Value;
            if (i < statement.Parameters.Count)
            {
                statement.Parameters[i].Value = value;
            }
            else
            {
                statement.Parameters.AddWithValue($"${i + 1}", value);
            }
        }

        return statement;
    }
}
