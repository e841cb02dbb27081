using Dispatch.Orders;
using Microsoft.Data.Sqlite;

namespace Dispatch.Ledger;

/// <summary>Group commit on SQLite: one write transaction, one fsync of the write-ahead log.</summary>
internal sealed class SqliteGroupStore(LedgerDatabase database) : IGroupStore
{
    private SqliteConnection? connection;
    private SqliteStatements? statements;

    public async Task<IReadOnlyList<AppendOutcome>> CommitAsync(IReadOnlyList<PendingAppend> group, CancellationToken cancellation)
    {
        await database.EnsureReadyAsync(cancellation);
        var run = statements ??= await ConnectAsync(cancellation);

        // BEGIN IMMEDIATE: no other process writes between what is read here and the commit.
        await using var transaction = connection!.BeginTransaction(deferred: false);
        run.Join(transaction);
        var plan = GroupPlan.Make(group, ReadFacts(run, group));
        if (plan.Events.Count > 0)
        {
            Write(run, plan);
        }

        transaction.Commit();
        return plan.Outcomes;
    }

    public async Task DisconnectAsync()
    {
        statements?.Dispose();
        statements = null;
        if (connection is not null)
        {
            await connection.DisposeAsync();
            connection = null;
        }
    }

    public async ValueTask DisposeAsync() => await DisconnectAsync();

    private async Task<SqliteStatements> ConnectAsync(CancellationToken cancellation)
    {
        await DisconnectAsync();
        connection = new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var pragmas = connection.CreateCommand();
        // FULL: a commit is on disk before anybody hears of it, also when the power goes.
        pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";
        await pragmas.ExecuteNonQueryAsync(cancellation);
        return new SqliteStatements(connection);
    }

    private static GroupFacts ReadFacts(SqliteStatements run, IReadOnlyList<PendingAppend> group)
    {
        var facts = new GroupFacts();
        foreach (var region in group.GroupBy(append => append.Region, append => append.Events))
        {
            var events = region.SelectMany(next => next).ToList();
            facts.Heads.Add(region.Key, run.ReadHead(region.Key));
            foreach (var known in run.FindEvents(region.Key, events.Select(next => next.Id)))
            {
                facts.Known.Add((region.Key, known.Id), known);
            }

            foreach (var kind in events.Select(next => next.Subject).Distinct().GroupBy(subject => subject.Kind, subject => subject.Id))
            {
                foreach (var (subject, version) in run.ReadVersions(region.Key, kind.Key, kind))
                {
                    facts.Versions.Add((region.Key, subject), version);
                }
            }
        }

        return facts;
    }

    private static void Write(SqliteStatements run, GroupPlan plan)
    {
        foreach (var added in plan.Events)
        {
            run.Insert(added);
        }

        foreach (var head in plan.Heads)
        {
            run.Save(head);
        }

        var documents = new Dictionary<string, string>();
        foreach (var number in OrderView.Continued(plan.Events))
        {
            documents[number] = run.ReadDocument(number);
        }

        foreach (var (vendor, number) in OrderView.Asked(plan.Events))
        {
            run.NoteAsked(vendor, number);
        }

        foreach (var row in OrderView.Follow(documents, plan.Events))
        {
            run.Save(row);
        }

        foreach (var (number, at) in OrderView.Ended(plan.Events))
        {
            run.EndAsked(number, at);
            run.ForgetAsked(at - AskedVendor.Kept);
        }
    }
}
