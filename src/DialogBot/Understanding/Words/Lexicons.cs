namespace DialogBot.Understanding.Words;

/// <summary>The lexicons of all regions (lexicon/*.yaml); a caller from nowhere known gets what is safe everywhere.</summary>
internal sealed class Lexicons
{
    private readonly Dictionary<string, Lexicon> _byRegion = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lexicon _anywhere;

    public Lexicons(IReadOnlyList<LexiconBlock> blocks)
    {
        foreach (var region in blocks.SelectMany(block => block.Regions).Distinct())
        {
            _byRegion[region] = Build(blocks.Where(block => block.Regions.Contains(region)), blocks);
        }

        _anywhere = Build([], blocks);
    }

    public Lexicon For(string? region) =>
        region is not null && _byRegion.TryGetValue(region, out var lexicon) ? lexicon : _anywhere;

    private static Lexicon Build(IEnumerable<LexiconBlock> own, IEnumerable<LexiconBlock> all)
    {
        var lexicon = new Lexicon();
        foreach (var (word, meaning) in own.SelectMany(block => block.OnlyHere.Concat(block.Words)).Concat(all.SelectMany(block => block.Words)))
        {
            lexicon.Add(word, meaning);
        }

        return lexicon;
    }
}
