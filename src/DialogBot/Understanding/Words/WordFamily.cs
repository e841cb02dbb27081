namespace DialogBot.Understanding.Words;

/// <summary>
/// Words written as one where they differ in parts: <c>{摔|跌}{倒|了一跤}</c> is four words; <c>{很|}痛</c> is 很痛 and 痛.
/// </summary>
/// <param name="Parts">The choices for each part, in order; a part that may be left out has an empty one.</param>
internal sealed record WordFamily(string[][] Parts)
{
    public static bool Is(string word) => word.Contains('{', StringComparison.Ordinal);

    public static WordFamily Parse(string family)
    {
        var parts = new List<string[]>();
        for (var at = 0; at < family.Length;)
        {
            var open = family.IndexOf('{', at);
            var literal = open < 0 ? family[at..] : family[at..open];
            if (literal.Length > 0)
            {
                parts.Add([literal]);
            }

            if (open < 0)
            {
                break;
            }

            var close = family.IndexOf('}', open);
            if (close < 0)
            {
                throw new FormatException($"'{family}' opens a choice that it does not close.");
            }

            parts.Add(family[(open + 1)..close].Split('|'));
            at = close + 1;
        }

        return new WordFamily([.. parts]);
    }

    /// <summary>All its words, one by one; for small families only.</summary>
    public IEnumerable<string> Members() =>
        Parts.Aggregate<string[], IEnumerable<string>>([""], (words, part) => words.SelectMany(word => part.Select(choice => word + choice)));
}
