namespace Dispatch.Alarms;

/// <summary>How an alarm goes on: pure decisions, so that any machine with any of its stores decides the same.</summary>
internal static class AlarmRules
{
    /// <summary>Machines' clocks differ by less than this.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    /// <returns>What happens; empty where it is so already, or cannot be (see <see cref="WhyNot"/>).</returns>
    public static IReadOnlyList<AlarmEvent> Decide(Alarm alarm, AlarmCommand command, DateTimeOffset now)
    {
        var happens = Happening(alarm, command, now);
        return happens is null || alarm.Has(happens) ? [] : [happens with { Number = alarm.Events.Count + 1 }];
    }

    /// <summary>The clock was set back since something happened last.</summary>
    public static bool IsBack(Alarm alarm, DateTimeOffset now) => now + Skew < alarm.LastAt;

    /// <summary>What an operator's wish is refused with; null where it may be.</summary>
    public static string? WhyNot(Alarm alarm, AlarmCommand command) => command switch
    {
        AlarmCommand.Note { Text.Length: 0 } or AlarmCommand.Close { Word.Length: 0 } => "word-missing",
        AlarmCommand.Note or AlarmCommand.Hear => null,
        AlarmCommand.Close close when alarm.Closed is { } closed => closed.By == close.By && closed.How == close.How ? null : "closed",
        _ when !alarm.IsOpen => "closed",
        AlarmCommand.Acknowledge wish when alarm.Acknowledged is { } has && has.Person.Phone != wish.Person.Phone && wish.Person.IsStaff => "acknowledged",
        _ => null,
    };

    public static AlarmNext Next(Alarm alarm, DateTimeOffset now)
    {
        if (!alarm.IsOpen)
        {
            return alarm.IsStoodDown ? new AlarmNext([], null) : new AlarmNext([new AlarmTask.StandDown()], now);
        }

        if (IsBack(alarm, now))
        {
            return new AlarmNext([new AlarmTask.MoveClock()], now);
        }

        var due = new List<(AlarmTask Task, DateTimeOffset At)>();
        if (alarm.Acknowledged is not null)
        {
            if (!alarm.IsTold)
            {
                due.Add((new AlarmTask.Tell(alarm.Round), now));
            }

            due.Add((new AlarmTask.Reopen(), alarm.ResolveBy));
        }

        due.AddRange(Climb(alarm));
        if (alarm is { AwaySince: not null, Person.Phone.Length: > 0 })
        {
            due.Add((new AlarmTask.CallBack(alarm.TimesCalledBack + 1), alarm.CallBackAt));
        }

        var tasks = due.Where(each => each.At <= now).Select(each => each.Task).ToList();
        return new AlarmNext(tasks, tasks.Count > 0 ? now : due.Min(each => each.At));
    }

    /// <summary>
    /// The rungs that are still to come in this cycle: all of them until somebody acknowledges. Responders are sent where nobody
    /// speaks with the elder, whoever has acknowledged.
    /// </summary>
    private static IEnumerable<(AlarmTask Task, DateTimeOffset At)> Climb(Alarm alarm)
    {
        var noContact = alarm.RespondersSent ? null : alarm.AwaySince + alarm.Ladder.NoContact;
        for (var index = 0; index < alarm.Ladder.Steps.Count; index++)
        {
            if (alarm.Started.Contains(index))
            {
                continue;
            }

            var step = alarm.Ladder.Steps[index];
            DateTimeOffset? at = alarm.Acknowledged is null ? alarm.CycleBegan + step.After : null;
            if (step.Ring == LadderStep.Responders && noContact is { } sooner && !(at < sooner))
            {
                at = sooner;
            }

            if (at is { } when)
            {
                yield return (new AlarmTask.Ring(alarm.Round, alarm.Cycle, index), when);
            }
        }
    }

    private static AlarmEvent? Happening(Alarm alarm, AlarmCommand command, DateTimeOffset now) => command switch
    {
        AlarmCommand.Hear heard => new AlarmEvent.Heard(now, heard.Message, heard.Phone, heard.Outcome),
        AlarmCommand.Note note => new AlarmEvent.Noted(now, note.By, note.Id, note.Text),
        AlarmCommand.StandDown => alarm.IsOpen ? null : new AlarmEvent.StoodDown(now),
        _ when !alarm.IsOpen => null,
        AlarmCommand.Report report => new AlarmEvent.Reported(now, report.Told),
        AlarmCommand.Say said => new AlarmEvent.Said(now, said.ConversationId, said.Id, said.Words),
        AlarmCommand.Start start => new AlarmEvent.StepStarted(now, start.Step.Round, start.Step.Cycle, start.Step.Index, start.People),
        AlarmCommand.Acknowledge wish => Acknowledge(alarm, wish, now),
        AlarmCommand.Tell tell => new AlarmEvent.Told(now, tell.Round),
        AlarmCommand.Reopen => alarm.Acknowledged is null || now < alarm.ResolveBy ? null : new AlarmEvent.Reopened(now, alarm.Round + 1),
        AlarmCommand.LoseLine lost => alarm.AwaySince is null && alarm.ConversationId == lost.ConversationId
            ? new AlarmEvent.LineLost(now, lost.ConversationId, alarm.TimesLost + 1)
            : null,
        AlarmCommand.CallBack call => alarm.AwaySince is null ? null : new AlarmEvent.CalledBack(now, call.Times),
        AlarmCommand.EndCallBack { Outcome: { } outcome } call => new AlarmEvent.NotAnswered(now, call.Times, outcome),
        AlarmCommand.EndCallBack call => new AlarmEvent.LineOpen(now, alarm.ConversationId, call.Times),
        AlarmCommand.MoveClock => IsBack(alarm, now) ? new AlarmEvent.ClockMoved(now, alarm.TimesMoved + 1) : null,
        AlarmCommand.Close close => new AlarmEvent.Closed(now, close.How, close.By, close.Word, close.Phone),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "no such command"),
    };

    /// <summary>The first has it. Whoever was asked to go there and says yes after that goes as well.</summary>
    private static AlarmEvent? Acknowledge(Alarm alarm, AlarmCommand.Acknowledge wish, DateTimeOffset now) => alarm.Acknowledged switch
    {
        null when wish.Round is null || wish.Round == alarm.Round => new AlarmEvent.Acknowledged(now, alarm.Round, wish.Person, wish.Via),
        null => null,
        { } has when has.Person.Phone == wish.Person.Phone || wish.Person.IsStaff => null,
        _ => new AlarmEvent.Joined(now, wish.Person, wish.Via),
    };
}
