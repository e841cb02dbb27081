namespace DialogBot.Dialogs;

/// <summary>What people say around the thing that was asked for.</summary>
internal sealed class Surroundings
{
    public required string[] Before { get; init; }
    public required string[] After { get; init; }
    public string[] Marks { get; init; } = [];
    public string[] Exact { get; init; } = [];
    public int Longest { get; init; } = int.MaxValue;
    public int Shortest { get; init; } = 1;

    public string Inside(string text)
    {
        text = Bare(text);
        while (Before.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal)) is { } before)
        {
            text = Bare(text[before.Length..]);
        }

        while (After.FirstOrDefault(word => text.EndsWith(word, StringComparison.Ordinal)) is { } after)
        {
            text = Bare(text[..^after.Length]);
        }

        return text;
    }

    private static string Bare(string text) =>
        text.Trim([' ', '，', '。', ',', '.', '！', '？', '、', '；']);
}
