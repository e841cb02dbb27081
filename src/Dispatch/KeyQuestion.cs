namespace Dispatch;

/// <summary>What is asked in the same call once a key has answered the first question.</summary>
/// <param name="After">The keys after which it is asked.</param>
/// <param name="Text">What is spoken; rendered from prompts/.</param>
/// <param name="Keys">Keys that are an answer to it.</param>
public sealed record KeyQuestion(string After, string Text, string Keys)
{
    public bool Follows(char key) => After.Contains(key, StringComparison.Ordinal);
}
