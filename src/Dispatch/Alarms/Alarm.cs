using System.Collections.Immutable;

namespace Dispatch.Alarms;

/// <summary>An emergency, from the first report until everybody who was rung knows that it is over: its events, and what they come to.</summary>
public sealed record Alarm
{
    private ImmutableSortedSet<AlarmEvent> events = ImmutableSortedSet<AlarmEvent>.Empty.WithComparer(Order.Instance);
    private ImmutableDictionary<string, AlarmEvent> byKey = ImmutableDictionary<string, AlarmEvent>.Empty;

    private Alarm()
    {
    }

    /// <summary>Region, day, hour and chance: guilin-261123-090215-k7q2xm.</summary>
    public string Id { get; private init; } = "";

    public DateTimeOffset RaisedAt { get; private init; }

    public AlarmLadder Ladder { get; private init; } = new();

    /// <summary>All reports, the first one first.</summary>
    public ImmutableList<EmergencyReport> Reports { get; private init; } = [];

    /// <summary>What those who reported it went on to say, the first first.</summary>
    public ImmutableList<AlarmEvent.Said> Said { get; private init; } = [];

    /// <summary>Everything that was said of it, in order and each once: first the reports, then what was said since.</summary>
    public IEnumerable<string> Words => Reports.Select(report => report.Words).Concat(Said.Select(said => said.Words)).Where(words => words.Length > 0).Distinct();

    /// <summary>What the reports come to: the first, with what later ones know of the person besides.</summary>
    public EmergencyReport Person { get; private init; } = null!;

    public string Region => Person.Region;

    public ImmutableList<AlarmEvent.StepStarted> Steps { get; private init; } = [];

    /// <summary>How calls and messages went, by their ids; of several reports the last.</summary>
    public ImmutableDictionary<string, string> Heard { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>1, and one more each time that it was acknowledged and not resolved in time.</summary>
    public int Round { get; private init; } = 1;

    /// <summary>Who has it; null while nobody does.</summary>
    public AlarmEvent.Acknowledged? Acknowledged { get; private init; }

    /// <summary>Who goes there besides.</summary>
    public ImmutableList<AlarmEvent.Joined> Joined { get; private init; } = [];

    public ImmutableList<AlarmEvent.Noted> Notes { get; private init; } = [];

    /// <summary>Null while it is open.</summary>
    public AlarmEvent.Closed? Closed { get; private init; }

    /// <summary>The elder's line, or where the elder is called back.</summary>
    public string ConversationId { get; private init; } = "";

    /// <summary>Nobody is on the elder's line since then; null while somebody is.</summary>
    public DateTimeOffset? AwaySince { get; private init; }

    /// <summary>Everything that happened, in order.</summary>
    public IReadOnlyCollection<AlarmEvent> Events => events;

    public bool IsOpen => Closed is null;

    /// <summary>Code by which a reply names it where several are open: three digits.</summary>
    public string Code { get; private init; } = "";

    /// <summary>How often the ladder began again in this round, and when it last did.</summary>
    internal int Cycle { get; private init; }

    internal DateTimeOffset CycleBegan { get; private init; }

    internal ImmutableHashSet<int> Started { get; private init; } = [];

    internal bool RespondersSent { get; private init; }

    internal bool IsTold { get; private init; }

    internal bool IsStoodDown { get; private init; }

    /// <summary>When it has to be resolved.</summary>
    internal DateTimeOffset ResolveBy { get; private init; }

    internal int TimesLost { get; private init; }

    internal int TimesCalledBack { get; private init; }

    /// <summary>When the elder is called again, unless that call is answered.</summary>
    internal DateTimeOffset CallBackAt { get; private init; }

    internal DateTimeOffset LastAt { get; private init; }

    internal int TimesMoved { get; private init; }

    /// <summary>Everybody who was rung, each phone once.</summary>
    internal IEnumerable<AlarmPerson> Called => Steps.SelectMany(step => step.People).DistinctBy(person => person.Phone);

    /// <returns>Null where the first event is not among them.</returns>
    internal static Alarm? Fold(string id, IEnumerable<AlarmEvent> happened) => new Alarm { Id = id, Code = CodeOf(id) }.With(happened);

    /// <summary>The same with what else happened.</summary>
    /// <param name="judged">Of two events of one key these count: a store has judged. Otherwise what is known already does.</param>
    /// <returns>Null where the first event is not among them.</returns>
    internal Alarm? With(IEnumerable<AlarmEvent> happened, bool judged = false)
    {
        var (known, all) = (byKey, events);
        var inOrder = Reports.Count > 0;
        foreach (var each in happened.OrderBy(each => each, Order.Instance))
        {
            var there = known.GetValueOrDefault(each.Key);
            if (there is not null && (!judged || Order.Instance.Compare(there, each) == 0))
            {
                continue;
            }

            inOrder &= there is null && Order.Instance.Compare(all.Max, each) < 0;
            all = (there is null ? all : all.Remove(there)).Add(each);
            known = known.SetItem(each.Key, each);
        }

        if (!known.ContainsKey(AlarmEvent.Raised.First))
        {
            return null;
        }

        var (from, rest) = inOrder ? (this, all.Skip(events.Count)) : (new Alarm { Id = Id, Code = Code }, all);
        return rest.Aggregate(from, Apply) with { events = all, byKey = known };
    }

    internal bool Has(AlarmEvent happened) => byKey.ContainsKey(happened.Key);

    internal bool Has(string key) => byKey.ContainsKey(key);

    /// <summary>Whether both know the same.</summary>
    internal bool IsAs(Alarm other) => events.SetEquals(other.events);

    private static Alarm Apply(Alarm before, AlarmEvent happened)
    {
        // Whatever happens first on a clock that was set back tells of it.
        var alarm = AlarmRules.IsBack(before, happened.At) ? before.Rebase(happened.At) : before;
        return After(alarm, happened) with { LastAt = happened.At };
    }

    private static Alarm After(Alarm alarm, AlarmEvent happened) => happened switch
    {
        AlarmEvent.Raised raised => alarm.Raise(raised),
        AlarmEvent.Reported reported => alarm.Report(reported.Report),
        AlarmEvent.Said said => alarm with { Said = alarm.Said.Add(said) },
        AlarmEvent.StepStarted step => alarm.Start(step),
        AlarmEvent.Heard heard => alarm with { Heard = alarm.Heard.SetItem(heard.Message, heard.Outcome) },
        AlarmEvent.Acknowledged acknowledged when acknowledged.Round == alarm.Round && alarm.Acknowledged is null =>
            alarm with { Acknowledged = acknowledged, ResolveBy = acknowledged.At + alarm.Ladder.ResolveWithin, IsTold = false },
        AlarmEvent.Joined joined => alarm with { Joined = alarm.Joined.Add(joined) },
        AlarmEvent.Told told when told.Round == alarm.Round => alarm with { IsTold = true },
        AlarmEvent.Reopened reopened when reopened.Round == alarm.Round + 1 => alarm.Reopen(reopened),
        AlarmEvent.LineLost lost => alarm with { AwaySince = lost.At, CallBackAt = lost.At, TimesLost = Math.Max(alarm.TimesLost, lost.Times) },
        AlarmEvent.CalledBack called => alarm with
        {
            TimesCalledBack = Math.Max(alarm.TimesCalledBack, called.Times),
            CallBackAt = called.At + alarm.Ladder.RingFor + alarm.Ladder.RingFor,
        },
        AlarmEvent.NotAnswered call when call.Times == alarm.TimesCalledBack => alarm with { CallBackAt = call.At + alarm.Ladder.CallBackPause },
        AlarmEvent.LineOpen open => alarm with { AwaySince = null, ConversationId = open.ConversationId },
        AlarmEvent.ClockMoved moved => alarm with { TimesMoved = Math.Max(alarm.TimesMoved, moved.Times) },
        AlarmEvent.Noted noted => alarm with { Notes = alarm.Notes.Add(noted) },
        AlarmEvent.Closed closed => alarm with { Closed = alarm.Closed ?? closed },
        AlarmEvent.StoodDown => alarm with { IsStoodDown = true },
        _ => alarm,
    };

    private Alarm Raise(AlarmEvent.Raised raised) => Begin(raised.At) with
    {
        RaisedAt = raised.At,
        Ladder = raised.Ladder,
        Person = raised.Report,
        Reports = [raised.Report],
        ConversationId = raised.Report is { OnLine: true, ConversationId: { } line } ? line : Id,
        AwaySince = raised.Report.OnLine ? null : raised.At,
        CallBackAt = raised.At,
    };

    private Alarm Report(EmergencyReport report)
    {
        var opens = AwaySince is not null && report is { OnLine: true, ConversationId: not null } && IsAboutCaller(report);
        return this with
        {
            Reports = Reports.Add(report),
            Person = Person with
            {
                ElderId = Person.ElderId ?? report.ElderId,
                Name = Person.Name ?? report.Name,
                Address = Person.Address ?? report.Address,
                Phone = Person.Phone.Length > 0 ? Person.Phone : report.Phone,
            },
            ConversationId = opens ? report.ConversationId! : ConversationId,
            AwaySince = opens ? null : AwaySince,
        };
    }

    /// <summary>A neighbour who calls is not the one in danger.</summary>
    private bool IsAboutCaller(EmergencyReport report) =>
        report.Phone == Person.Phone || (report.ElderId is not null && report.ElderId == Person.ElderId);

    private Alarm Begin(DateTimeOffset at) => this with { CycleBegan = at, Started = [] };

    private Alarm Reopen(AlarmEvent.Reopened reopened)
    {
        var next = Begin(reopened.At) with { Round = reopened.Round, Acknowledged = null, Cycle = 0, RespondersSent = false };
        return (next with { Started = next.StartedIn(0) }).BeginCycle();
    }

    private Alarm Start(AlarmEvent.StepStarted step)
    {
        var more = this with { Steps = Steps.Add(step) };
        if (step.Round != Round)
        {
            return more;
        }

        more = more with { RespondersSent = RespondersSent || Ladder.Steps[step.Index].Ring == LadderStep.Responders };
        return (more with { Started = more.StartedIn(Cycle) }).BeginCycle();
    }

    /// <summary>What two machines did without hearing of each other is put together: some of the next cycle may be there before the last of this one.</summary>
    private Alarm BeginCycle()
    {
        var next = this;
        while (next.Started.Count == Ladder.Steps.Count)
        {
            var last = next.Steps.FindLast(step => step.Round == Round && step.Cycle == next.Cycle)!;
            next = next.Begin(last.At + Ladder.Repeat) with { Cycle = next.Cycle + 1, Started = next.StartedIn(next.Cycle + 1) };
        }

        return next;
    }

    private ImmutableHashSet<int> StartedIn(int cycle) =>
        [.. Steps.Where(step => step.Round == Round && step.Cycle == cycle).Select(step => step.Index)];

    /// <summary>A clock that was set back would keep everybody waiting for as long.</summary>
    private Alarm Rebase(DateTimeOffset now)
    {
        var passed = Started.Count == 0 ? TimeSpan.Zero : Started.Max(index => Ladder.Steps[index].After);
        return this with
        {
            CycleBegan = now - passed,
            ResolveBy = now + Ladder.ResolveWithin,
            AwaySince = AwaySince is null ? null : now,
            CallBackAt = now,
        };
    }

    private static string CodeOf(string id)
    {
        var sum = id.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter));
        return ((uint)sum % 1000).ToString("000", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Machines whose clocks differ still agree on what came first.</summary>
    private sealed class Order : IComparer<AlarmEvent>
    {
        public static Order Instance { get; } = new();

        public int Compare(AlarmEvent? one, AlarmEvent? other)
        {
            if (one is null || other is null)
            {
                return (one is null ? 0 : 1) - (other is null ? 0 : 1);
            }

            var order = one.Number.CompareTo(other.Number);
            order = order != 0 ? order : one.At.CompareTo(other.At);
            return order != 0 ? order : string.CompareOrdinal(one.Key, other.Key);
        }
    }
}
