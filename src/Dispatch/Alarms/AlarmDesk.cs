using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Dispatch.Alarms;

/// <summary>
/// The front door for emergencies: reports come in here, and operators see and handle the alarms. Works with either store down and with
/// both. Every method may be repeated and may be called on any machine.
/// </summary>
public sealed partial class AlarmDesk
{
    private static readonly Counter<long> Raised =
        DispatchTelemetry.Meter.CreateCounter<long>("dispatch.alarms", "{alarm}", "Alarms raised, by category and source.");

    /// <summary>Nobody in danger waits for Redis to say whether the emergency is known.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly AlarmBook book;
    private readonly AlarmDispatcher dispatcher;
    private readonly AlarmLadders ladders;
    private readonly AlarmPeople people;
    private readonly DispatchOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<AlarmDesk> logger;

    internal AlarmDesk(
        AlarmBook book,
        AlarmDispatcher dispatcher,
        AlarmLadders ladders,
        AlarmPeople people,
        DispatchOptions options,
        TimeProvider time,
        ILogger<AlarmDesk> logger)
    {
        this.book = book;
        this.dispatcher = dispatcher;
        this.ladders = ladders;
        this.people = people;
        this.options = options;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>
    /// Raises an alarm, or adds the report to the open alarm of the same emergency (same elder, phone, address or conversation, or one of
    /// them named in the words). Returns once the operators' phones have been asked to ring.
    /// </summary>
    public async Task<Alarm> ReportAsync(EmergencyReport report, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var fresh = Alarm.Fold(
            AlarmId.Draw(report.Region, now),
            [new AlarmEvent.Raised(now, report, ladders.For(report.Category, report.Region, now)) { Number = 1 }])!;
        var alarm = book.FindSameOrAdd(fresh);
        if (alarm.Id == fresh.Id && await OpenElsewhereAsync(fresh, cancellation) is { } open)
        {
            book.Drop(fresh.Id);
            alarm = open;
        }

        if (alarm.Id != fresh.Id)
        {
            return await AddAsync(alarm, report, cancellation);
        }

        Raised.Add(1, new("category", report.Category), new("source", report.Source));
        Log.Raised(logger, alarm.Id, report.Category, report.Source);
        await dispatcher.MoveOnAsync(alarm, cancellation);
        alarm = book.Here(alarm.Id) ?? alarm;
        await dispatcher.EnqueueAsync(alarm, cancellation);
        return alarm;
    }

    /// <summary>Alarms that are open, those first that nobody has, each longest first. As this process knows them: never waits for a store.</summary>
    /// <param name="region">Null for all regions.</param>
    public IReadOnlyList<Alarm> Open(string? region = null) =>
    [
        .. book.All.Where(alarm => alarm.IsOpen && (region is null || alarm.Region == region))
            .OrderBy(alarm => alarm.Acknowledged is not null).ThenBy(alarm => alarm.RaisedAt),
    ];

    /// <summary>An alarm with its whole history, open or over.</summary>
    /// <returns>Null where no store that can be reached knows it.</returns>
    public Task<Alarm?> FindAsync(string alarmId, CancellationToken cancellation) => book.FindAsync(alarmId, cancellation);

    /// <summary>Calls back whenever something new is known of an alarm, whichever machine it happened on; quickly, please, and without throwing.</summary>
    /// <returns>Ends it.</returns>
    public IDisposable OnChange(Action<Alarm> changed) => new Listening(book, changed);

    /// <summary>接警: an operator has it. Everybody else who is rung is told and left alone.</summary>
    /// <param name="operatorId">As in the register.</param>
    public async Task<AlarmOutcome> AcknowledgeAsync(string alarmId, string operatorId, CancellationToken cancellation) =>
        await DoAsync(alarmId, new AlarmCommand.Acknowledge(await people.FindOperatorAsync(operatorId, cancellation), "console"), cancellation);

    /// <summary>An operator speaks with the elder of an alarm, taken over at the console: they have it, unless somebody has it already.</summary>
    public async Task TakeLineAsync(string conversationId, string name, string phone, CancellationToken cancellation)
    {
        if (await FindByLineAsync(conversationId, cancellation) is { Acknowledged: null } alarm)
        {
            await DoAsync(alarm.Id, new AlarmCommand.Acknowledge(new AlarmPerson("operator", name, phone), "console"), cancellation);
        }
    }

    /// <summary>Adds a line to the history.</summary>
    /// <param name="by">operator:ID.</param>
    /// <param name="noteId">Names the note: the same is added once.</param>
    public Task<AlarmOutcome> NoteAsync(string alarmId, string by, string noteId, string text, CancellationToken cancellation) =>
        DoAsync(alarmId, new AlarmCommand.Note(by, noteId, text.Trim()), cancellation);

    /// <summary>The emergency is over. Everybody who was rung is told.</summary>
    /// <param name="word">What became of it; needed.</param>
    public Task<AlarmOutcome> ResolveAsync(string alarmId, string operatorId, string word, CancellationToken cancellation) =>
        CloseAsync(alarmId, AlarmEvent.Closed.Resolved, operatorId, word, cancellation);

    /// <summary>There was none. Everybody who was rung gets one apology.</summary>
    /// <param name="word">How it came about; needed.</param>
    public Task<AlarmOutcome> FalseAlarmAsync(string alarmId, string operatorId, string word, CancellationToken cancellation) =>
        CloseAsync(alarmId, AlarmEvent.Closed.FalseAlarm, operatorId, word, cancellation);

    /// <summary>The caller was asked and says that there is no danger. Nothing happens where that conversation has no open alarm.</summary>
    public async Task StandDownAsync(string conversationId, string words, CancellationToken cancellation)
    {
        if (await FindByLineAsync(conversationId, cancellation) is { } alarm)
        {
            await DoAsync(alarm.Id, new AlarmCommand.Close(AlarmEvent.Closed.ByCaller, "caller", words.Length > 0 ? words : "-", null), cancellation);
        }
    }

    /// <summary>Whoever reported it goes on speaking (我在卫生间): whoever comes to help sees that too. Nothing happens where that conversation has no open alarm.</summary>
    /// <param name="turnId">Names the words within the conversation: told twice they are added once.</param>
    /// <param name="words">Never logged.</param>
    public async Task SayAsync(string conversationId, string turnId, string words, CancellationToken cancellation)
    {
        if (await FindByLineAsync(conversationId, cancellation) is { } alarm)
        {
            await DoAsync(alarm.Id, new AlarmCommand.Say(conversationId, turnId, words), cancellation);
        }
    }

    /// <summary>
    /// The line of a conversation broke, or was hung up. Where an alarm is open for it, the elder is called back at once and until
    /// answered, while the rescuers go on.
    /// </summary>
    public async Task LineLostAsync(string conversationId, CancellationToken cancellation)
    {
        if (await FindByLineAsync(conversationId, cancellation) is { } alarm)
        {
            await DoAsync(alarm.Id, new AlarmCommand.LoseLine(conversationId), cancellation);
        }
    }

    /// <summary>The line on which the elder of an alarm can be spoken with now, by any conversation in which it was reported.</summary>
    /// <returns>The same where it belongs to no open alarm.</returns>
    public string LineOf(string conversationId) =>
        book.All.FirstOrDefault(alarm => alarm.IsOpen && IsOf(alarm, conversationId))?.ConversationId ?? conversationId;

    internal async Task<AlarmOutcome> DoAsync(string alarmId, AlarmCommand command, CancellationToken cancellation)
    {
        if (await book.FindAsync(alarmId, cancellation) is not { } alarm)
        {
            return new AlarmOutcome.Unknown();
        }

        if (AlarmRules.WhyNot(alarm, command) is { } reason)
        {
            return new AlarmOutcome.Refused(reason, alarm);
        }

        var after = await dispatcher.DoAsync(alarm, command, cancellation);
        if (after.Events.Count == alarm.Events.Count)
        {
            return new AlarmOutcome.Already(after);
        }

        // What follows is done at once, and by the queue where this process dies.
        await dispatcher.MoveOnAsync(after, cancellation);
        after = book.Here(alarmId) ?? after;
        await dispatcher.EnqueueAsync(after, cancellation);
        return AlarmRules.WhyNot(after, command) is { } lost ? new AlarmOutcome.Refused(lost, after) : new AlarmOutcome.Happened(after);
    }

    private async Task<Alarm?> OpenElsewhereAsync(Alarm fresh, CancellationToken cancellation)
    {
        try
        {
            var told = await book.TellRedisAsync(fresh, raise: true, cancellation).WaitAsync(Patience, TimeProvider.System, cancellation);
            return told?.Other is { } other ? await book.FindAsync(other, cancellation) : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<Alarm> AddAsync(Alarm alarm, EmergencyReport report, CancellationToken cancellation)
    {
        if (alarm.Reports.Any(each => each.Id == report.Id))
        {
            return alarm;
        }

        Log.Added(logger, alarm.Id, report.Source);
        return await DoAsync(alarm.Id, new AlarmCommand.Report(report), cancellation) switch
        {
            // Closed at this very moment: it is a new one.
            AlarmOutcome.Refused => await ReportAsync(report, cancellation),
            _ => book.Here(alarm.Id) ?? alarm,
        };
    }

    private async Task<AlarmOutcome> CloseAsync(string alarmId, string how, string operatorId, string word, CancellationToken cancellation)
    {
        var person = await people.FindOperatorAsync(operatorId, cancellation);
        return await DoAsync(alarmId, new AlarmCommand.Close(how, $"operator:{operatorId}", word.Trim(), person.Phone), cancellation);
    }

    private async Task<Alarm?> FindByLineAsync(string conversationId, CancellationToken cancellation)
    {
        if (Open().FirstOrDefault(each => IsOf(each, conversationId)) is { } here)
        {
            return here;
        }

        foreach (var region in options.Regions)
        {
            if (await book.FindByConversationAsync(region, conversationId, cancellation) is { IsOpen: true } elsewhere)
            {
                return elsewhere;
            }
        }

        return null;
    }

    private static bool IsOf(Alarm alarm, string conversationId) =>
        alarm.ConversationId == conversationId || alarm.Reports.Any(report => report.ConversationId == conversationId);

    private sealed class Listening : IDisposable
    {
        private readonly AlarmBook book;
        private readonly Action<Alarm> changed;

        public Listening(AlarmBook book, Action<Alarm> changed)
        {
            (this.book, this.changed) = (book, changed);
            book.Changed += changed;
        }

        public void Dispose() => book.Changed -= changed;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Alarm {Id} is raised ({Category}, by {Source})")]
        public static partial void Raised(ILogger logger, string id, string category, string source);

        [LoggerMessage(LogLevel.Warning, "Alarm {Id} is reported once more, by {Source}")]
        public static partial void Added(ILogger logger, string id, string source);
    }
}
