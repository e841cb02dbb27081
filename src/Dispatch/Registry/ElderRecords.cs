using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Registry;

/// <summary>Elders' records as operators open and change them. Who changed what stands in the ledger before it holds.</summary>
public sealed class ElderRecords
{
    private const string Kind = "elder-record";
    private const string Changed = "elder-record.changed";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly LedgerDatabase database;
    private readonly EventLedger ledger;
    private readonly TimeProvider time;

    internal ElderRecords(LedgerDatabase database, EventLedger ledger, TimeProvider time)
    {
        this.database = database;
        this.ledger = ledger;
        this.time = time;
    }

    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<ElderRecord?> FindAsync(string id, CancellationToken cancellation)
    {
        if (await ReadAsync(id, cancellation) is not { } found)
        {
            return null;
        }

        // The version is read before what it is the version of: a change between the two makes the next one a conflict.
        var version = await ledger.VersionAsync(found.Region, new Subject(Kind, id), cancellation);
        return await ReadAsync(id, cancellation) is { } elder ? new ElderRecord(elder, version) : null;
    }

    /// <param name="record">As it was opened.</param>
    /// <param name="draftId">Chosen once for each change, so that it may be sent twice.</param>
    /// <param name="by">operator:ID.</param>
    public async Task<ElderOutcome> ChangeAsync(ElderRecord record, Elder after, string draftId, string by, CancellationToken cancellation)
    {
        var fields = Differences(record.Elder, after);
        if (fields.Count == 0)
        {
            return new ElderOutcome.Saved(record);
        }

        try
        {
            var change = new ElderChange(time.GetUtcNow(), by, fields);
            var changed = new NewEvent($"elder-record:{draftId}", new Subject(Kind, after.Id), record.Version, Changed, JsonSerializer.Serialize(change, Json), change.At);
            switch (await ledger.AppendAsync(after.Region, [changed], cancellation))
            {
                case AppendOutcome.Conflict:
                    return new ElderOutcome.Overtaken(await FindAsync(after.Id, cancellation));
                case AppendOutcome.Unavailable:
                    return new ElderOutcome.Unavailable();
                default:
                    await WriteAsync(after, cancellation);
                    return new ElderOutcome.Saved(new ElderRecord(after, record.Version + 1));
            }
        }
        catch (LedgerUnavailableException)
        {
            return new ElderOutcome.Unavailable();
        }
    }

    /// <summary>Changes of a record, newest first.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<ElderChange>> HistoryAsync(Elder elder, CancellationToken cancellation)
    {
        var events = await ledger.EventsOfAsync(elder.Region, new Subject(Kind, elder.Id), cancellation);
        return [.. events.Reverse().Select(stored => JsonSerializer.Deserialize<ElderChange>(stored.Payload, Json)!)];
    }

    private Task<Elder?> ReadAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync((context, token) => context.Elders.AsNoTracking().FirstOrDefaultAsync(elder => elder.Id == id, token), cancellation);

    private Task<int> WriteAsync(Elder after, CancellationToken cancellation) => database.ReadAsync(
        async (context, token) =>
        {
            context.Elders.Update(after);
            await ElderIndex.RenewAsync(context, [after], token);
            return await context.SaveChangesAsync(token);
        },
        cancellation);

    private static Dictionary<string, FieldChange> Differences(Elder before, Elder after)
    {
        using var old = JsonSerializer.SerializeToDocument(before, Json);
        using var changed = JsonSerializer.SerializeToDocument(after, Json);
        return old.RootElement.EnumerateObject()
            .Select(field => (field.Name, Before: Text(field.Value), After: Text(changed.RootElement.GetProperty(field.Name))))
            .Where(field => field.Before != field.After)
            .ToDictionary(field => field.Name, field => new FieldChange(field.Before, field.After));
    }

    private static string Text(JsonElement value) => JsonSerializer.Serialize(value, Json);
}
