using DialogBot.Understanding.Learned;
using DialogBot.Understanding.Times;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding.Rules;

/// <summary>An utterance with the words found in it; reused from one utterance to the next.</summary>
internal sealed class Sentence(Vocabulary vocabulary)
{
    /// <summary>Matches beyond this many are not counted: one bit each in <see cref="Finding.Words"/>.</summary>
    private const int MostMatches = 128;
    private readonly List<Match> _matches = [];
    private readonly List<(int Concept, int Match)> _said = [];
    private readonly ulong[] _concepts = new ulong[vocabulary.ConceptCount / 64 + 1];

    public string Text { get; private set; } = "";

    public IReadOnlyList<Match> Matches => _matches;

    /// <summary>Room for the rules that hold, so that each reading need not make its own.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>What the learned models look at in its words; filled by the <see cref="FeatureReader"/>.</summary>
    public List<Feature> Features { get; } = [];

    /// <summary>What they look at in the rules' reading of it.</summary>
    public List<Feature> RuleFeatures { get; } = [];

    /// <summary>What the learned models look at in the services that the rules find; filled by the <see cref="ServiceChoice"/>.</summary>
    public List<Feature> ServiceFeatures { get; } = [];

    /// <summary>What they look at in the signs of danger that the rules find; filled by the DangerWatch.</summary>
    public List<Feature> DangerFeatures { get; } = [];

    /// <summary>Those of <see cref="Features"/> that a learned model knows.</summary>
    public List<Weighted> Known { get; } = [];

    /// <summary>Room for those of the rules' features that a learned model knows.</summary>
    public List<Weighted> KnownRules { get; } = [];

    /// <summary>The times in it; filled by the <see cref="TimeReader"/>.</summary>
    public List<TimeMention> Times { get; } = [];

    public void Take(string text)
    {
        _said.Clear();
        Array.Clear(_concepts);
        vocabulary.Find(text, _matches);
        Text = Corrected(text);
        for (var i = 0; i < Math.Min(_matches.Count, MostMatches); i++)
        {
            foreach (var concept in vocabulary.Entries[_matches[i].Word].Concepts)
            {
                _said.Add((concept, i));
                _concepts[concept >> 6] |= 1UL << (concept & 63);
            }
        }
    }

    /// <summary>The text with the right characters where only the sound was right, one for one.</summary>
    private string Corrected(string text)
    {
        char[]? corrected = null;
        foreach (var match in _matches)
        {
            if (match.BySound)
            {
                corrected ??= text.ToCharArray();
                vocabulary.Entries[match.Word].Word.CopyTo(0, corrected, match.Start, match.Length);
            }
        }

        return corrected is null ? text : new string(corrected);
    }

    public bool Says(int concept) => (_concepts[concept >> 6] & (1UL << (concept & 63))) != 0;

    /// <summary>One of these concepts begins at or after a place and not after another.</summary>
    public bool SaysBetween(int[] concepts, int from, int to) =>
        _said.Exists(said => concepts.Contains(said.Concept) && _matches[said.Match].Start >= from && _matches[said.Match].Start <= to);

    /// <summary>Where a concept begins for the last time, or -1.</summary>
    public int LastOf(int concept)
    {
        var last = -1;
        foreach (var said in _said)
        {
            last = said.Concept == concept ? Math.Max(last, _matches[said.Match].Start) : last;
        }

        return last;
    }

    /// <summary>Adds every way in which a rule holds.</summary>
    public void Apply(Rule rule, List<Finding> findings)
    {
        foreach (var concept in rule.Needed)
        {
            if (!Says(concept))
            {
                return;
            }
        }

        foreach (var concept in rule.Unless)
        {
            if (Says(concept))
            {
                return;
            }
        }

        foreach (var (concept, match) in _said)
        {
            if (concept == rule.Needed[0] && Complete(rule, match) is { } finding)
            {
                findings.Add(finding);
            }
        }
    }

    private Finding? Complete(Rule rule, int first)
    {
        var (start, end, words, score) = (_matches[first].Start, _matches[first].End, UInt128.One << first, rule.Score * Clearness(first));
        for (var i = 1; i < rule.Needed.Length; i++)
        {
            var next = Nearest(rule.Needed[i], start, end, rule.Ordered, words);
            if (next < 0)
            {
                return null;
            }

            score *= Clearness(next) * Nearness(_matches[next], start, end);
            start = Math.Min(start, _matches[next].Start);
            end = Math.Max(end, _matches[next].End);
            words |= UInt128.One << next;
        }

        return new Finding(rule, score, start, end, words);
    }

    private int Nearest(int concept, int start, int end, bool after, UInt128 taken)
    {
        var (nearest, shortest) = (-1, int.MaxValue);
        foreach (var (said, match) in _said)
        {
            if (said != concept || (taken & (UInt128.One << match)) != 0 || (after && _matches[match].Start < end))
            {
                continue;
            }

            var distance = Distance(_matches[match], start, end);
            if (distance < shortest)
            {
                (nearest, shortest) = (match, distance);
            }
        }

        return nearest;
    }

    /// <summary>What only sounds right counts for less.</summary>
    private double Clearness(int match) => _matches[match].BySound ? 0.9 : 1;

    /// <summary>Words far apart, or on two sides of a comma, belong together less.</summary>
    private double Nearness(in Match match, int start, int end)
    {
        var from = Math.Min(match.End, end);
        var to = Math.Max(match.Start, start);
        var marks = 0;
        for (var i = from; i < to; i++)
        {
            marks += Spelling.IsMark(Text[i]) ? 1 : 0;
        }

        return Math.Max(0.6, 1 - marks * 0.06 - Math.Max(0, to - from - 6) * 0.01);
    }

    private static int Distance(in Match match, int start, int end) =>
        match.Start >= end ? match.Start - end : match.End <= start ? start - match.End : 0;
}
