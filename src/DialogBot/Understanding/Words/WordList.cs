namespace DialogBot.Understanding.Words;

/// <summary>Words that stand for one concept; several lists may add to the same one.</summary>
/// <param name="Key">
/// The concept's name; behind it a ~ where the words are found only as they are written, never by sound, or a + where they
/// are, moreover, frames that lie over other words (派个师傅修 over 修) and hide none.
/// </param>
/// <param name="Items">Words and families of words.</param>
internal sealed record WordList(string Key, string[] Items)
{
    public string Concept => Key.TrimEnd('~', '+');

    public bool OnlyAsWritten => Key[^1] is '~' or '+';

    public bool IsFrame => Key[^1] == '+';
}
