namespace Dispatch.Ledger;

/// <summary>Walks along one chain and notes where it does not hold: pure, so that it can be shown every way of cheating.</summary>
internal sealed class ChainWalk(string region, IReadOnlyCollection<ChainAnchor> anchors)
{
    private readonly List<ChainFault> faults = [];
    private readonly Dictionary<long, string> anchored = anchors.ToDictionary(anchor => anchor.Sequence, anchor => anchor.Hash);
    private readonly Dictionary<string, long> places = [];
    private readonly Dictionary<long, LedgerEvent> strays = [];
    private LedgerEvent? last;
    private long count;

    /// <summary>Takes the next event in the order of the sequence.</summary>
    public void Step(LedgerEvent next)
    {
        count++;
        for (var sequence = (last?.Sequence ?? 0) + 1; sequence < next.Sequence; sequence++)
        {
            Note(sequence, ChainFaultKind.Missing, null);
        }

        if (ChainHash.Of(next.PreviousHash, next) != next.Hash)
        {
            Note(next.Sequence, ChainFaultKind.Altered, next);
        }

        var isNext = next.Sequence == (last?.Sequence ?? 0) + 1;
        if (isNext && next.PreviousHash != (last?.Hash ?? string.Empty))
        {
            strays.Add(next.Sequence, next);
        }

        if (anchored.Remove(next.Sequence, out var noted) && noted != next.Hash)
        {
            Note(next.Sequence, ChainFaultKind.WrongAnchor, next);
        }

        places.TryAdd(next.Hash, next.Sequence);
        last = next;
    }

    /// <param name="head">What the database notes as the end of the chain; null where it notes none.</param>
    public ChainReport End(ChainHead? head)
    {
        foreach (var stray in strays.Values)
        {
            NoteStray(stray);
        }

        var end = last?.Sequence ?? 0;
        for (var sequence = end + 1; sequence <= (head?.Sequence ?? 0); sequence++)
        {
            Note(sequence, ChainFaultKind.Missing, null);
        }

        if (head is null ? end > 0 : head.Sequence < end || (head.Sequence == end && head.Hash != (last?.Hash ?? string.Empty)))
        {
            Note(end, ChainFaultKind.WrongHead, last);
        }

        foreach (var sequence in anchored.Keys)
        {
            Note(sequence, ChainFaultKind.WrongAnchor, null);
        }

        return new ChainReport(
            region,
            count,
            last is null ? null : new ChainAnchor(region, last.Sequence, last.Hash),
            [.. faults.OrderBy(fault => fault.Sequence)]);
    }

    /// <summary>An event behind a moved one is still where it belongs; only the moved ones are named.</summary>
    private void NoteStray(LedgerEvent stray)
    {
        var place = PlaceOf(stray);
        if (place is null)
        {
            Note(stray.Sequence, ChainFaultKind.Replaced, stray);
        }
        else if (place != stray.Sequence)
        {
            Note(stray.Sequence, ChainFaultKind.OutOfPlace, stray);
        }
    }

    /// <summary>Where an event was written, counted from the nearest event before it that stands in its place; null where the trail is lost.</summary>
    private long? PlaceOf(LedgerEvent stray)
    {
        var seen = new HashSet<long>();
        for (var at = stray; seen.Add(at.Sequence); at = strays[places[at.PreviousHash]])
        {
            if (at.PreviousHash.Length == 0)
            {
                return seen.Count;
            }

            if (!places.TryGetValue(at.PreviousHash, out var before))
            {
                return null;
            }

            if (!strays.ContainsKey(before))
            {
                return before + seen.Count;
            }
        }

        return null;
    }

    private void Note(long sequence, ChainFaultKind kind, LedgerEvent? found) =>
        faults.Add(new ChainFault(region, sequence, kind, found?.Id, found?.Subject));
}
