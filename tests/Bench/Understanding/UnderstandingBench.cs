using System.Diagnostics;
using DialogBot;
using DialogBot.Understanding;

namespace Bench.Understanding;

/// <summary>What understanding an utterance costs, beside what the peers spend on the same sentences in the same run.</summary>
internal static class UnderstandingBench
{
    private const int Rounds = 60;
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    public static async Task RunAsync(CancellationToken cancellation)
    {
        var specs = Specs();
        var utterances = specs.Select((spec, place) => Utterance.Typed(spec.Text, $"{place}")).ToArray();
        var understander = Understander.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));
        var latencies = new long[Rounds * utterances.Length];
        Read(understander, utterances, latencies, cancellation);

        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        Read(understander, utterances, latencies, cancellation);
        var used = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var perUtterance = used.TotalMicroseconds / (Rounds * utterances.Length);
        Array.Sort(latencies);

        Figures.Print("sentences", utterances.Length, "in the specs");
        Figures.Print("understanding, CPU an utterance", perUtterance, "µs");
        Figures.Print("understanding, p50", Stopwatch.GetElapsedTime(0, latencies[latencies.Length / 2]).TotalMicroseconds, "µs");
        Figures.Print("understanding, p99", Stopwatch.GetElapsedTime(0, latencies[latencies.Length * 99 / 100]).TotalMicroseconds, "µs");
        Figures.Print("memory kept after all rounds", (GC.GetTotalMemory(forceFullCollection: true) - memory) / 1024.0, "KiB");

        var peers = await Peers.MeasureAsync(specs, cancellation);
        Figures.Print("@microsoft/recognizers-text-suite, CPU an utterance", peers.Recognizers, "µs");
        Figures.Print("node-nlp, CPU an utterance", peers.Nlpjs, "µs");
        Figures.Print("recognizers-text-suite costs as much as", peers.Recognizers / perUtterance, "of ours (goal 25)");
        Figures.Print("node-nlp costs as much as", peers.Nlpjs / perUtterance, "of ours (goal 60)");
    }

    private static void Read(Understander understander, Utterance[] utterances, long[] latencies, CancellationToken cancellation)
    {
        for (var round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < utterances.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                understander.Read(utterances[i], Now);
                latencies[round * utterances.Length + i] = Stopwatch.GetTimestamp() - start;
            }
        }
    }

    /// <summary>The sentences of the specs with the intent each has; those with several guesses are left out.</summary>
    private static (string Text, string Intent)[] Specs() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "specs"), "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Where(line => line.Length > 0 && line[0] != '#' && !line.Contains('@', StringComparison.Ordinal))
            .Select(line => line.Split('|'))
            .Select(parts => (parts[0].Trim(), parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]))];
}
