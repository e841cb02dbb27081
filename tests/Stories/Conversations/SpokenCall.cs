using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Stories.Conversations;

/// <summary>One call of conversations.yaml: what is said, what must be heard, and within what time.</summary>
public sealed class SpokenCall
{
    /// <summary>A sentence with the outcome.</summary>
    public required string Name { get; init; }

    public required string From { get; init; }

    public double Television { get; init; }

    public double Echo { get; init; }

    public required List<Turn> Turns { get; init; }

    public static IReadOnlyList<SpokenCall> All { get; } = Read(Path.Combine(AppContext.BaseDirectory, "Conversations", "conversations.yaml"));

    private static List<SpokenCall> Read(string path)
    {
        using var reader = File.OpenText(path);
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).WithEnforceRequiredMembers().WithDuplicateKeyChecking().Build()
            .Deserialize<List<SpokenCall>>(reader);
    }

    /// <summary>What the caller does and what the bot must do.</summary>
    public sealed class Turn
    {
        public string? Says { get; init; }

        /// <summary>Seconds after the bot has begun to speak; null for when it has finished.</summary>
        public double? Into { get; init; }

        public bool? Stops { get; init; }

        /// <summary>In how many pieces the caller was heard.</summary>
        public int? Turns { get; init; }

        public List<string> Hears { get; init; } = [];

        /// <summary>Seconds after the caller's last sound.</summary>
        public required double Within { get; init; }
    }
}
