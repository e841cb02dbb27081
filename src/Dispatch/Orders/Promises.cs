using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Dispatch.Orders;

/// <summary>prompts/promises.yaml.</summary>
public sealed class Promises
{
    private readonly Dictionary<Lane, Promise> byLane;

    private Promises(Dictionary<Lane, Promise> byLane) => this.byLane = byLane;

    public Promise this[Lane lane] => byLane[lane];

    /// <param name="promptsFolder">The folder prompts beside the binaries.</param>
    /// <exception cref="InvalidDataException">A lane is missing.</exception>
    public static Promises Load(string promptsFolder)
    {
        var path = Path.Combine(promptsFolder, "promises.yaml");
        var document = new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .Build()
            .Deserialize<Document>(File.ReadAllText(path));
        var byLane = Enum.GetValues<Lane>().ToDictionary(
            lane => lane,
            lane => document.Lanes.TryGetValue(lane.ToString().ToLowerInvariant(), out var spans)
                ? spans.ToPromise()
                : throw new InvalidDataException($"{path} says nothing of the lane {lane}"));
        return new Promises(byLane);
    }

    private sealed class Document
    {
        public Dictionary<string, Minutes> Lanes { get; init; } = [];
    }

    private sealed class Minutes
    {
        public double TakenWithin { get; init; }

        public double BeforeStart { get; init; }

        public double AtLeast { get; init; }

        public Promise ToPromise() =>
            new(TimeSpan.FromMinutes(TakenWithin), TimeSpan.FromMinutes(BeforeStart), TimeSpan.FromMinutes(AtLeast));
    }
}
