using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Ledger;

/// <summary>The system of record: append-only events, hash-chained per region, committed in groups.</summary>
public sealed class EventLedger : IAsyncDisposable
{
    /// <summary>Databases take only so many parameters in a query.</summary>
    private const int MostIdsAtOnce = 500;

    private readonly LedgerDatabase database;
    private readonly GroupCommitter committer;
    private readonly TimeSpan deadline;
    private readonly TimeProvider time;

    internal EventLedger(LedgerDatabase database, IOptions<LedgerOptions> options, TimeProvider time, ILogger<EventLedger> logger)
    {
        this.database = database;
        this.time = time;
        deadline = options.Value.Deadline;
        committer = new GroupCommitter(database.OpenGroupStore(), options.Value.GroupLimit, logger);
    }

    /// <summary>For people: which database holds the ledger.</summary>
    public string Place => database.Name;

    /// <summary>Raised with the kinds of subjects to which this process has added events; must not block.</summary>
    internal event Action<string>? Added;

    /// <summary>How many transactions this process has committed.</summary>
    internal long Commits => committer.Commits;

    /// <summary>
    /// Appends events of one or several subjects of a region, all or none. Returns after the commit is on disk.
    /// Never throws for a database that is down: that is <see cref="AppendOutcome.Unavailable"/>.
    /// </summary>
    public async Task<AppendOutcome> AppendAsync(string region, IReadOnlyList<NewEvent> events, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(region);
        ArgumentOutOfRangeException.ThrowIfZero(events.Count);

        var append = new PendingAppend(region, events);
        committer.Enqueue(append);
        try
        {
            var outcome = await append.Outcome.WaitAsync(deadline, time, cancellation);
            if (outcome is AppendOutcome.Appended && Added is { } tell)
            {
                foreach (var kind in events.Select(each => each.Subject.Kind).Distinct())
                {
                    tell(kind);
                }
            }

            return outcome;
        }
        catch (TimeoutException)
        {
            append.Abandon();
            return new AppendOutcome.Unavailable($"no answer within {deadline.TotalSeconds} s");
        }
        catch (OperationCanceledException)
        {
            append.Abandon();
            throw;
        }
    }

    /// <summary>Events of one subject, oldest first; empty when it has none.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<LedgerEvent>> EventsOfAsync(string region, Subject subject, CancellationToken cancellation) =>
        ListAsync(
            events => events
                .Where(row => row.Region == region && row.SubjectKind == subject.Kind && row.SubjectId == subject.Id)
                .OrderBy(row => row.SubjectVersion),
            cancellation);

    /// <summary>Events of a region after a place in its chain, oldest first.</summary>
    /// <param name="after">0 for the beginning.</param>
    /// <param name="kind">Only events about subjects of this kind; null for all.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<LedgerEvent>> EventsSinceAsync(string region, long after, int atMost, string? kind, CancellationToken cancellation) =>
        ListAsync(
            events => events
                .Where(row => row.Region == region && row.Sequence > after && (kind == null || row.SubjectKind == kind))
                .OrderBy(row => row.Sequence)
                .Take(atMost),
            cancellation);

    /// <summary>The newest events of a region, newest first.</summary>
    /// <param name="subjectId">Only those about one subject, of whatever kind; null for all.</param>
    /// <param name="words">Only those whose payload begins so; null for all.</param>
    /// <param name="before">Only those before this place in the chain.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    internal Task<IReadOnlyList<LedgerEvent>> LatestAsync(
        string region, string? subjectId, string? words, long before, int atMost, CancellationToken cancellation) =>
        ListAsync(
            events => events
                .Where(row => row.Region == region && row.Sequence < before)
                .Where(row => (subjectId == null || row.SubjectId == subjectId) && (words == null || row.Payload.StartsWith(words)))
                .OrderByDescending(row => row.Sequence)
                .Take(atMost),
            cancellation);

    /// <summary>Events of all of a region's subjects of a kind, subject by subject, each oldest first. For kinds that have few.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<LedgerEvent>> EventsOfKindAsync(string region, string kind, CancellationToken cancellation) =>
        ListAsync(
            events => events
                .Where(row => row.Region == region && row.SubjectKind == kind)
                .OrderBy(row => row.SubjectId).ThenBy(row => row.SubjectVersion),
            cancellation);

    /// <summary>The first events of a kind's subjects that have not come to their last one.</summary>
    /// <param name="ending">What an event's id adds to its subject's where it is the last.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    internal Task<IReadOnlyList<LedgerEvent>> WithoutAsync(string region, string kind, string ending, CancellationToken cancellation) =>
        ListAsync(
            events => events
                .Where(row => row.Region == region && row.SubjectKind == kind && row.SubjectVersion == 1)
                .Where(row => !events.Any(last => last.Region == region && last.EventId == row.SubjectId + ending))
                .OrderBy(row => row.Sequence),
            cancellation);

    /// <summary>As <see cref="EventsOfKindAsync(string, string, CancellationToken)"/>, for subjects whose ids do not sort before <paramref name="from"/>.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    internal Task<IReadOnlyList<LedgerEvent>> EventsOfKindAsync(string region, string kind, string from, CancellationToken cancellation) =>
        ListAsync(
            events => events
                .Where(row => row.Region == region && row.SubjectKind == kind && row.SubjectId.CompareTo(from) >= 0)
                .OrderBy(row => row.SubjectId).ThenBy(row => row.SubjectVersion),
            cancellation);

    /// <summary>Which of these events a region has.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlySet<string>> KnownAsync(string region, IReadOnlyList<string> eventIds, CancellationToken cancellation)
    {
        var known = new HashSet<string>();
        foreach (var some in eventIds.Chunk(MostIdsAtOnce))
        {
            known.UnionWith(await database.ReadAsync(
                async (context, token) => await context.Events
                    .Where(row => row.Region == region && some.Contains(row.EventId))
                    .Select(row => row.EventId)
                    .ToListAsync(token),
                cancellation));
        }

        return known;
    }

    /// <summary>How many events a subject has.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<long> VersionAsync(string region, Subject subject, CancellationToken cancellation) =>
        database.ReadAsync(
            async (context, token) => await context.Events
                .Where(row => row.Region == region && row.SubjectKind == subject.Kind && row.SubjectId == subject.Id)
                .MaxAsync(row => (long?)row.SubjectVersion, token) ?? 0,
            cancellation);

    /// <summary>Codes of the regions that have a chain; order numbers have one of their own, called numbers.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<string>> RegionsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<string>>(
            async (context, token) => await context.Chains.Select(chain => chain.Region).Order().ToListAsync(token),
            cancellation);

    public ValueTask DisposeAsync() => committer.DisposeAsync();

    private Task<IReadOnlyList<LedgerEvent>> ListAsync(Func<IQueryable<StoredEvent>, IQueryable<StoredEvent>> which, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<LedgerEvent>>(
            async (context, token) =>
            {
                var rows = await which(context.Events.AsNoTracking()).ToListAsync(token);
                return [.. rows.Select(row => row.ToEvent())];
            },
            cancellation);
}
