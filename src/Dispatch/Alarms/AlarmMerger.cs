using Microsoft.Extensions.Logging;

namespace Dispatch.Alarms;

/// <summary>
/// One emergency that two machines raised while they could not hear of each other becomes one alarm: the later one's reports, and whoever
/// has it, go to the earlier one, and its ladder stands down. Every machine decides the same.
/// </summary>
internal sealed partial class AlarmMerger(AlarmBook book, AlarmDispatcher dispatcher, ILogger<AlarmMerger> logger)
{
    private const string Desk = "desk";

    public async Task MergeAsync(CancellationToken cancellation)
    {
        foreach (var each in InOrder(book.All))
        {
            // What was merged before it may have changed it, or the one that it belongs to.
            if (book.Here(each.Id) is { IsOpen: true } later && FindEarlier(later, book.All) is { } earlier)
            {
                await MergeAsync(earlier, later, cancellation);
            }
        }
    }

    /// <summary>The first open alarm of the same emergency that was raised before this one; null where this one was first.</summary>
    internal static Alarm? FindEarlier(Alarm later, IEnumerable<Alarm> all) =>
        InOrder(all).TakeWhile(each => each.Id != later.Id).FirstOrDefault(each => each.IsOpen && each.Region == later.Region && SameEmergency.Are(each, later));

    /// <summary>Nobody's alarm is ended before another one has all of it.</summary>
    private async Task MergeAsync(Alarm earlier, Alarm later, CancellationToken cancellation)
    {
        var into = earlier;
        foreach (var report in later.Reports.Where(report => into.Reports.All(known => known.Id != report.Id)))
        {
            into = await dispatcher.DoAsync(into, new AlarmCommand.Report(report), cancellation);
        }

        foreach (var said in later.Said)
        {
            into = await dispatcher.DoAsync(into, new AlarmCommand.Say(said.ConversationId, said.Id, said.Words), cancellation);
        }

        if (later.Acknowledged is { } has)
        {
            into = await dispatcher.DoAsync(into, new AlarmCommand.Acknowledge(has.Person, has.Via), cancellation);
        }

        if (!into.IsOpen || later.Reports.Any(report => into.Reports.All(known => known.Id != report.Id)))
        {
            return;
        }

        Log.Merged(logger, later.Id, into.Id);
        await GoOnAsync(await dispatcher.DoAsync(later, new AlarmCommand.Close(AlarmEvent.Closed.Merged, Desk, into.Id, null), cancellation), cancellation);
        await GoOnAsync(into, cancellation);
    }

    private async Task GoOnAsync(Alarm alarm, CancellationToken cancellation)
    {
        await dispatcher.MoveOnAsync(alarm, cancellation);
        await dispatcher.EnqueueAsync(book.Here(alarm.Id) ?? alarm, cancellation);
    }

    /// <summary>The same on every machine.</summary>
    private static List<Alarm> InOrder(IEnumerable<Alarm> alarms) => [.. alarms.OrderBy(alarm => alarm.RaisedAt).ThenBy(alarm => alarm.Id, StringComparer.Ordinal)];

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Alarm {Id} is of the same emergency as {Earlier} and becomes part of it")]
        public static partial void Merged(ILogger logger, string id, string earlier);
    }
}
