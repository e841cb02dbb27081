using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Dispatch.Ledger;

/// <summary>
/// Group commit: while one group is being written, the next one gathers, so that many callers share one fsync. One appender runs in
/// each process; the database keeps several processes apart.
/// </summary>
internal sealed partial class GroupCommitter : IAsyncDisposable
{
    private static readonly Histogram<int> GroupSize = DispatchTelemetry.Meter.CreateHistogram<int>(
        "dispatch.ledger.group_size", "{append}", "Appends that shared one commit");

    private readonly Channel<PendingAppend> waiting = Channel.CreateUnbounded<PendingAppend>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IGroupStore store;
    private readonly int groupLimit;
    private readonly ILogger logger;
    private readonly Task running;
    private bool isDown;

    public GroupCommitter(IGroupStore store, int groupLimit, ILogger logger)
    {
        this.store = store;
        this.groupLimit = groupLimit;
        this.logger = logger;
        running = Task.Run(RunAsync);
    }

    /// <summary>How many transactions were committed.</summary>
    public long Commits { get; private set; }

    public void Enqueue(PendingAppend append)
    {
        if (!waiting.Writer.TryWrite(append))
        {
            append.Settle(new AppendOutcome.Unavailable("the ledger is being closed"));
        }
    }

    /// <summary>Writes what is waiting, then stops; the database's own deadlines bound how long that takes.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await running;
        await store.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<PendingAppend>(groupLimit);
        while (await waiting.Reader.WaitToReadAsync())
        {
            await GatherAsync(group);
            if (group.Count > 0)
            {
                await CommitAsync(group);
            }
        }
    }

    /// <summary>
    /// Callers whose last append has just been settled are about to bring their next one: as long as more keep coming, they are let in.
    /// </summary>
    private async Task GatherAsync(List<PendingAppend> group)
    {
        group.Clear();
        var before = -1;
        while (group.Count > before && group.Count < groupLimit)
        {
            before = group.Count;
            while (group.Count < groupLimit && waiting.Reader.TryRead(out var append))
            {
                if (append.TryClaim())
                {
                    group.Add(append);
                }
            }

            await Task.Yield();
        }
    }

    private async Task CommitAsync(List<PendingAppend> group)
    {
        try
        {
            Settle(group, await TryTwiceAsync(group));
        }
        catch (Exception failure) when (DatabaseFailure.IsDown(failure))
        {
            await store.DisconnectAsync();
            NoteDown(failure);
            group.ForEach(append => append.Settle(new AppendOutcome.Unavailable(failure.Message)));
        }
        catch (Exception failure) when (group.Count > 1)
        {
            // One append that the database will never take must not fail the others.
            Log.GroupSplit(logger, failure, group.Count);
            await store.DisconnectAsync();
            foreach (var append in group)
            {
                await CommitAsync([append]);
            }
        }
        catch (Exception failure)
        {
            await store.DisconnectAsync();
            group[0].Fail(failure);
        }
    }

    /// <summary>The same events may be tried again: what the first try stored after all is found by its ids.</summary>
    private async Task<IReadOnlyList<AppendOutcome>> TryTwiceAsync(List<PendingAppend> group)
    {
        try
        {
            return await store.CommitAsync(group, CancellationToken.None);
        }
        catch (Exception failure) when (!isDown && DatabaseFailure.IsWorthAnotherConnection(failure))
        {
            await store.DisconnectAsync();
            group.ForEach(append => append.MayBeStored = true);
            return await store.CommitAsync(group, CancellationToken.None);
        }
    }

    private void Settle(List<PendingAppend> group, IReadOnlyList<AppendOutcome> outcomes)
    {
        if (isDown)
        {
            isDown = false;
            Log.Up(logger);
        }

        Commits++;
        GroupSize.Record(group.Count);
        for (var i = 0; i < group.Count; i++)
        {
            group[i].Settle(outcomes[i]);
        }
    }

    private void NoteDown(Exception failure)
    {
        if (!isDown)
        {
            isDown = true;
            Log.Down(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The ledger's database cannot be written; callers are told so until it can")]
        public static partial void Down(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Information, Message = "The ledger's database can be written again")]
        public static partial void Up(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A group of {Count} appends was refused and is written one by one")]
        public static partial void GroupSplit(ILogger logger, Exception failure, int count);
    }
}
