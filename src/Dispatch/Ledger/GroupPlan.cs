namespace Dispatch.Ledger;

/// <summary>What a group of appends comes to: pure, so that every database does the same.</summary>
internal sealed class GroupPlan
{
    private readonly GroupFacts facts;

    private GroupPlan(GroupFacts facts) => this.facts = facts;

    /// <summary>What is to be written, in the order of the chains.</summary>
    public List<LedgerEvent> Events { get; } = [];

    /// <summary>One for each append, in the order of the group.</summary>
    public List<AppendOutcome> Outcomes { get; } = [];

    /// <summary>Where the chains end afterwards.</summary>
    public IReadOnlyCollection<ChainHead> Heads => facts.Heads.Values;

    /// <param name="facts">Is used up: it follows the plan.</param>
    public static GroupPlan Make(IReadOnlyList<PendingAppend> group, GroupFacts facts)
    {
        var plan = new GroupPlan(facts);
        foreach (var append in group)
        {
            plan.Outcomes.Add(plan.FindDuplicate(append) ?? plan.FindConflict(append) ?? (AppendOutcome)plan.Add(append));
        }

        return plan;
    }

    private AppendOutcome? FindDuplicate(PendingAppend append)
    {
        var known = append.Events
            .Select(next => facts.Known.GetValueOrDefault((append.Region, next.Id)))
            .OfType<LedgerEvent>()
            .ToList();
        if (known.Count == 0)
        {
            return null;
        }

        return append.MayBeStored && known.Count == append.Events.Count
            ? new AppendOutcome.Appended(known)
            : new AppendOutcome.Duplicate(known[0]);
    }

    private AppendOutcome.Conflict? FindConflict(PendingAppend append)
    {
        var ahead = new Dictionary<Subject, long>();
        foreach (var next in append.Events)
        {
            var version = VersionOf(append.Region, next.Subject) + ahead.GetValueOrDefault(next.Subject);
            if (next.ExpectedVersion is { } expected && expected != version)
            {
                return new AppendOutcome.Conflict(next.Subject, VersionOf(append.Region, next.Subject));
            }

            ahead[next.Subject] = ahead.GetValueOrDefault(next.Subject) + 1;
        }

        return null;
    }

    private AppendOutcome.Appended Add(PendingAppend append)
    {
        var added = append.Events.Select(next => Add(append.Region, next)).ToList();
        return new AppendOutcome.Appended(added);
    }

    private LedgerEvent Add(string region, NewEvent next)
    {
        var head = facts.Heads[region];
        var version = VersionOf(region, next.Subject) + 1;
        var at = DateTimeOffset.FromUnixTimeMilliseconds(next.At.ToUnixTimeMilliseconds());
        var hash = ChainHash.Of(head.Hash, region, next.Id, next.Subject, version, next.Type, next.Payload, at);
        var added = new LedgerEvent(region, head.Sequence + 1, next.Id, next.Subject, version, next.Type, next.Payload, at, head.Hash, hash);

        facts.Heads[region] = new ChainHead(region, added.Sequence, hash);
        facts.Known[(region, next.Id)] = added;
        facts.Versions[(region, next.Subject)] = version;
        Events.Add(added);
        return added;
    }

    private long VersionOf(string region, Subject subject) => facts.Versions.GetValueOrDefault((region, subject));
}
