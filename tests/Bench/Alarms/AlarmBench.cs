using System.Collections.Concurrent;
using System.Diagnostics;
using Dispatch;
using Dispatch.Alarms;
using Dispatch.Registry;
using Dispatch.Registry.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Testing;

namespace Bench.Alarms;

/// <summary>How long after the report an alarm is raised and the first operator rings, alone and with 500 at once; and how well ladders keep their times.</summary>
internal static class AlarmBench
{
    private const int Singly = 200;
    private const int AtOnce = 500;

    /// <summary>The first three rungs of a fall by day, and a second to come late in.</summary>
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(37);

    public static async Task RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("voicecare-bench-").FullName;
        await using var redis = await RedisServer.StartAsync("everysec");
        var carrier = new FakeCarrier();
        await using (var services = Services(redis, folder, carrier))
        {
            carrier.Desk = services.GetRequiredService<DispatchDesk>();
            await services.GetRequiredService<RegistryImport>().ImportAsync(RegistrySeeding.SampleTown, cancellation);
            foreach (var service in services.GetServices<IHostedService>())
            {
                await service.StartAsync(cancellation);
            }

            var desk = services.GetRequiredService<AlarmDesk>();
            await SinglyAsync(desk, carrier, cancellation);
            await AtOnceAsync(desk, carrier, cancellation);
            foreach (var service in services.GetServices<IHostedService>().Reverse())
            {
                await service.StopAsync(cancellation);
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>One after the other, each resolved before the next.</summary>
    private static async Task SinglyAsync(AlarmDesk desk, FakeCarrier carrier, CancellationToken cancellation)
    {
        var rung = Rings(carrier);
        var (raised, ringing) = (new List<double>(), new List<double>());
        for (var i = 0; i < Singly; i++)
        {
            var report = Report("one", i);
            var began = Stopwatch.GetTimestamp();
            var alarm = await desk.ReportAsync(report, cancellation);
            raised.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            ringing.Add(Stopwatch.GetElapsedTime(began, rung[alarm.Id]).TotalMilliseconds);
            await desk.ResolveAsync(alarm.Id, "O1", "bench", cancellation);
        }

        Figures.Print("alarms.raised.first_of_the_process", raised[0], "ms");
        Print("alarms.raised", raised);
        Print("alarms.first_operator_ringing", ringing);
    }

    private static async Task AtOnceAsync(AlarmDesk desk, FakeCarrier carrier, CancellationToken cancellation)
    {
        var rung = Rings(carrier);
        var began = Stopwatch.GetTimestamp();
        var alarms = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(() => desk.ReportAsync(Report("many", i), cancellation), cancellation)));
        Figures.Print("alarms.at_once.raised", alarms.Select(alarm => alarm.Id).Distinct().Count(), "alarms");
        Figures.Print("alarms.at_once.all_raised_after", Stopwatch.GetElapsedTime(began).TotalMilliseconds, "ms");
        Figures.Print("alarms.at_once.last_first_operator_ringing", alarms.Max(alarm => Stopwatch.GetElapsedTime(began, rung[alarm.Id]).TotalMilliseconds), "ms");

        await Task.Delay(Watched, TimeProvider.System, cancellation);
        var open = desk.Open().Where(alarm => alarm.Person.Phone.StartsWith("many", StringComparison.Ordinal)).ToList();
        var late = open.SelectMany(alarm => alarm.Steps.Select(step => (step.At - alarm.RaisedAt - alarm.Ladder.Steps[step.Index].After).TotalMilliseconds)).ToList();
        Figures.Print("alarms.at_once.still_open", open.Count, "alarms");
        Figures.Print("alarms.at_once.rungs", late.Count, "rungs");
        Print("alarms.at_once.rung_late_by", late);
    }

    /// <summary>When the first phone of each alarm rang.</summary>
    private static ConcurrentDictionary<string, long> Rings(FakeCarrier carrier)
    {
        var rung = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        carrier.WhenRinging = call => rung.TryAdd(call.Call.Id[(call.Call.Id.LastIndexOf('/') + 1)..], Stopwatch.GetTimestamp());
        return rung;
    }

    private static EmergencyReport Report(string series, int i) => new()
    {
        Id = $"{series}-{i}",
        Region = "guilin",
        Source = "phone",
        Category = "fall",
        Phone = $"{series}{i}",
        Words = "我摔倒了",
        ConversationId = $"{series}-{i}",
        OnLine = true,
    };

    internal static void Print(string name, List<double> milliseconds)
    {
        milliseconds.Sort();
        Figures.Print($"{name}.p50", milliseconds[milliseconds.Count / 2], "ms");
        Figures.Print($"{name}.p99", milliseconds[milliseconds.Count * 99 / 100], "ms");
        Figures.Print($"{name}.max", milliseconds[^1], "ms");
    }

    private static ServiceProvider Services(RedisServer redis, string folder, FakeCarrier carrier) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error))
        .AddSingleton<ISmsSender>(carrier)
        .AddSingleton<IPhoneLine>(carrier)
        .AddDispatch(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Redis:Connection"] = redis.Connection,
                ["Ledger:Connection"] = $"Data Source={Path.Combine(folder, "ledger.db")}",
            })
            .Build())
        .BuildServiceProvider();
}
