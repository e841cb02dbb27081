using DialogBot.Services;

namespace DialogBot.Speaking;

/// <summary>How numbers, times and sums are said in one language.</summary>
internal sealed class Speech
{
    private readonly Wording words;

    public Speech(Wording words)
    {
        this.words = words;
        Numerals = new Numerals(words);
        Digits = new Digits(words, Numerals);
        Money = new Money(words, Numerals);
        Times = new Times(words, Numerals);
        Recurrences = new Recurrences(words, Numerals, Times);
    }

    public Numerals Numerals { get; }
    public Digits Digits { get; }
    public Money Money { get; }
    public Times Times { get; }
    public Recurrences Recurrences { get; }

    /// <summary>两份, 一个月, 两个半小时.</summary>
    public string Counted(PriceUnit unit, decimal quantity) => unit == PriceUnit.Hour
        ? Times.Duration(quantity)
        : words.Counted[unit].Replace("{count}", Numerals.Count((long)quantity));

    public string List(IEnumerable<string> things) => string.Join(words.And, things);
}
