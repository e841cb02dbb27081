using Dispatch.Wording;

namespace Dispatch.Summonses;

/// <summary>prompts/ladders.yaml.</summary>
internal sealed class Ladders
{
    public const string Operator = "operator";

    private readonly Dictionary<string, Ladder> ladders;

    private Ladders(Dictionary<string, Ladder> ladders) => this.ladders = ladders;

    public Ladder this[string name] => ladders[name];

    /// <exception cref="InvalidOperationException">The file is missing, or a ladder that is needed.</exception>
    public static Ladders Load()
    {
        var ladders = PromptFile.Read<Content>("ladders.yaml").Ladders;
        foreach (var name in new[] { Operator })
        {
            if (!ladders.TryGetValue(name, out var ladder) || ladder.Steps.Count == 0 || ladder.RingFor <= TimeSpan.Zero || ladder.Repeat <= TimeSpan.Zero)
            {
                throw new InvalidOperationException($"prompts/ladders.yaml: the ladder '{name}' needs steps, ringFor and repeat");
            }
        }

        return new Ladders(ladders);
    }

    private sealed class Content
    {
        public Dictionary<string, Ladder> Ladders { get; set; } = [];
    }
}
