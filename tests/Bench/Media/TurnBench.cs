using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;
using VoiceGateway.Commands;
using VoiceGateway.Hosting;
using VoiceGateway.Speech;
using VoiceGateway.Speech.Evaluation;

namespace Bench.Media;

/// <summary>
/// How long one caller waits for an answer, with the local engine: recordings are played over the media stream of the running hotline, one call
/// each, and every part of the wait is told by the hotline's own meters.
/// </summary>
internal static class TurnBench
{
    private const int Calls = 8;
    private const string Answer = "voicecare.call.answer.duration";
    private const string Endpointing = "voicecare.call.endpointing.duration";

    private static readonly string[] Parts =
        [Endpointing, "voicecare.call.hearing.duration", "voicecare.call.recognition.duration", "voicecare.call.thinking.duration", "voicecare.call.voice.duration", Answer];

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="recordings">A folder as speech-eval takes it.</param>
    public static async Task RunAsync(string? recordings, CancellationToken cancellation)
    {
        var set = await RecordingSet.LoadAsync(recordings ?? throw new ArgumentException("Name a folder of recordings: -- turns FOLDER"), cancellation);
        var folder = Directory.CreateTempSubdirectory("voicecare-bench-").FullName;
        await using var redis = await RedisServer.StartAsync("everysec");
        await using var host = VoiceCareHost.Build(
            ["--urls=http://127.0.0.1:0", $"--Data:Path={folder}", $"--Redis:Connection={redis.Connection}"], builder => builder.Logging.ClearProviders());
        await host.StartAsync(cancellation);
        await ReadyAsync(host, cancellation);
        var seen = new ConcurrentDictionary<string, double>();
        using var meters = Listen(seen);
        var turns = new List<Dictionary<string, double>>();
        var address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        foreach (var recording in set.Recordings.Where((_, at) => at % Math.Max(1, set.Recordings.Count / Calls) == 0))
        {
            await using var line = new CallLine(TimeProvider.System);
            var listens = false;
            line.StateChanged += state => Volatile.Write(ref listens, state == "listening");
            await line.DialAsync(address, "07735550101", "12349", cancellation);
            if (!await UntilAsync(() => Volatile.Read(ref listens) && line.IsQuiet, cancellation))
            {
                continue;
            }

            seen.Clear();
            line.Speak(recording.Sound);
            if (await UntilAsync(() => seen.ContainsKey(Answer), cancellation))
            {
                turns.Add(new(seen));
                Console.WriteLine($"{recording.Name}: {string.Join(", ", Parts.Where(seen.ContainsKey).Select(part => $"{part.Split('.')[^2]} {seen[part]:F2} s"))}");
            }

            await line.HangUpAsync();
            await UntilAsync(() => line.IsOver, cancellation);
        }

        await host.StopAsync(cancellation);
        Directory.Delete(folder, recursive: true);
        Print(turns);
    }

    private static void Print(List<Dictionary<string, double>> turns)
    {
        Figures.Print("turns.calls", turns.Count, "calls");
        foreach (var part in Parts)
        {
            Print(part.Replace("voicecare.call.", "turns.", StringComparison.Ordinal), turns.Where(turn => turn.ContainsKey(part)).Select(turn => turn[part]));
        }

        Print("turns.answer-beyond-endpointing", turns.Where(turn => turn.ContainsKey(Endpointing)).Select(turn => turn[Answer] - turn[Endpointing]));
    }

    private static void Print(string name, IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length > 0)
        {
            Figures.Print($"{name}.p50", sorted[sorted.Length / 2], "s");
            Figures.Print($"{name}.p95", sorted[Math.Min(sorted.Length - 1, sorted.Length * 95 / 100)], "s");
        }
    }

    private static MeterListener Listen(ConcurrentDictionary<string, double> seen)
    {
        var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (Parts.Contains(instrument.Name))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };

        // The first of a turn: later sentences are made while the earlier ones are heard.
        meters.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen.TryAdd(instrument.Name, value));
        meters.Start();
        return meters;
    }

    private static async Task ReadyAsync(WebApplication host, CancellationToken cancellation)
    {
        var (ears, voice) = (host.Services.GetRequiredService<ISpeechRecognizer>(), host.Services.GetRequiredService<ISpeechSynthesizer>());
        while (ears.Status.State != SpeechState.Ready || voice.Status.State != SpeechState.Ready)
        {
            await Task.Delay(Look, TimeProvider.System, cancellation);
        }
    }

    private static async Task<bool> UntilAsync(Func<bool> happened, CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!happened() && TimeProvider.System.GetElapsedTime(since) < Patience)
        {
            await Task.Delay(Look, TimeProvider.System, cancellation);
        }

        return happened();
    }
}
