using DialogBot.Understanding;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace VoiceGateway.Tests.Calls.TurnTaking;

/// <summary>The files of examples beside the tests.</summary>
public static class TurnSpecs
{
    public static IEnumerable<TheoryDataRow<string, Expectation, double, double>> Endings() =>
        Read<Ending>("endings.yaml").Select(spec => new TheoryDataRow<string, Expectation, double, double>(spec.Heard, spec.Asked, spec.Pause, spec.Silence));

    public static IEnumerable<TheoryDataRow<Arrival>> Interruptions() => Read<Arrival>("interruptions.yaml").Select(spec => new TheoryDataRow<Arrival>(spec));

    private static List<T> Read<T>(string file)
    {
        using var text = File.OpenText(Path.Combine(AppContext.BaseDirectory, "Calls", "TurnTaking", file));
        return new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithEnumNamingConvention(CamelCaseNamingConvention.Instance)
            .Build()
            .Deserialize<List<T>>(text);
    }

    private sealed class Ending
    {
        public string Heard { get; init; } = "";

        public Expectation Asked { get; init; }

        public double Pause { get; init; } = 0.5;

        public double Silence { get; init; }
    }

    public sealed class Arrival
    {
        public string What { get; init; } = "";

        public double Speech { get; init; }

        public bool Far { get; init; }

        public bool Echo { get; init; }

        public string Heard { get; init; } = "";

        public string Saying { get; init; } = "";

        public bool Stops { get; init; }

        public override string ToString() => What;
    }
}
