using System.Diagnostics;
using Dispatch.Ledger;
using Dispatch.Orders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Testing;

namespace Bench.Ledger;

/// <summary>
/// Durable events a second with 64 writers who each wait for their own event: grouped, and one commit an event through the same code,
/// on SQLite and PostgreSQL, beside what the disk's own fsync allows.
/// </summary>
internal static class LedgerBench
{
    private const int Writers = 64;
    private const int EventLength = 250;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("voicecare-bench-").FullName;
        try
        {
            Figures.Print("ledger.disk.fsync", FsyncRate(folder), "fsync/s");
            await CompareAsync("sqlite", name => Task.FromResult($"Data Source={Path.Combine(folder, name)}.db"), cancellation);
            if (!PostgresServer.IsInstalled)
            {
                Console.WriteLine("PostgreSQL 15 is not installed: apt-get install postgresql");
                return;
            }

            await using var server = await PostgresServer.StartAsync(cancellation);
            await CompareAsync("postgresql", _ => server.CreateDatabaseAsync(cancellation), cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string kind, Func<string, Task<string>> database, CancellationToken cancellation)
    {
        var single = await EventsAsync(await database("single"), groupLimit: 1, cancellation);
        var grouped = await EventsAsync(await database("grouped"), groupLimit: 512, cancellation);
        Figures.Print($"ledger.{kind}.single", single.Rate, "events/s");
        Figures.Print($"ledger.{kind}.grouped", grouped.Rate, "events/s");
        Figures.Print($"ledger.{kind}.ratio", grouped.Rate / single.Rate, "x");
        Figures.Print($"ledger.{kind}.group", grouped.EventsPerCommit, "events/commit");
        Figures.Print($"ledger.{kind}.orders", await OrdersAsync(await database("orders"), cancellation), "orders/s");
    }

    private static async Task<(double Rate, double EventsPerCommit)> EventsAsync(string connection, int groupLimit, CancellationToken cancellation)
    {
        await using var services = Services(connection, groupLimit);
        var ledger = services.GetRequiredService<EventLedger>();
        var payload = $$"""{"note":"{{new string('x', EventLength)}}"}""";
        var rate = await RateAsync(async (writer, turn) =>
        {
            var happened = new NewEvent(Guid.CreateVersion7().ToString("N"), new Subject("note", $"{writer}"), turn, "note.made", payload, TimeProvider.System.GetUtcNow());
            if (await ledger.AppendAsync("guilin", [happened], cancellation) is not AppendOutcome.Appended)
            {
                throw new InvalidOperationException("an append failed: the figures would mean nothing");
            }
        });
        var last = await ledger.VersionAsync("guilin", new Subject("note", "0"), cancellation);
        return (rate, (double)last * Writers / ledger.Commits);
    }

    /// <summary>Whole orders: number, repeat check, decision, two events and the view, all committed.</summary>
    private static async Task<double> OrdersAsync(string connection, CancellationToken cancellation)
    {
        await using var services = Services(connection, groupLimit: 512);
        var orders = services.GetRequiredService<OrderBook>();
        var now = TimeProvider.System.GetUtcNow();
        return await RateAsync(async (writer, turn) =>
        {
            var terms = new OrderTerms
            {
                RequestId = $"r{writer}-{turn}",
                Region = "guilin",
                ElderId = $"E{writer}-{turn}",
                ElderPhone = $"1990{writer:D3}{turn:D6}",
                Dialect = "southwestern",
                Service = "cleaning",
                From = now.AddDays(1),
                Until = now.AddDays(1).AddHours(2),
                Address = "bench",
                PriceFen = 8000,
                Payer = Payer.Self,
                Channel = "phone",
                ConversationId = $"c{writer}-{turn}",
            };
            if (await orders.PlaceAsync(terms, "elder", cancellation) is not PlaceOutcome.Placed)
            {
                throw new InvalidOperationException("an order failed: the figures would mean nothing");
            }
        });
    }

    /// <summary>Turns a second of 64 writers, each of whom takes the next turn when the last one is done.</summary>
    private static async Task<double> RateAsync(Func<int, long, Task> turn)
    {
        long done = 0;
        var clock = Stopwatch.StartNew();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0L; clock.Elapsed < WarmUp + Span; i++)
            {
                await turn(writer, i);
                if (clock.Elapsed > WarmUp)
                {
                    Interlocked.Increment(ref done);
                }
            }
        }));
        await Task.WhenAll(writers);
        return done / (clock.Elapsed - WarmUp).TotalSeconds;
    }

    internal static ServiceProvider Services(string connection, int groupLimit) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddLedger(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Ledger:Connection"] = connection,
                ["Ledger:GroupLimit"] = $"{groupLimit}",
            })
            .Build())
        .BuildServiceProvider();

    /// <summary>Overwrites a file that is there already, as a write-ahead log does: what grows a file costs the file system more.</summary>
    internal static double FsyncRate(string folder)
    {
        const int length = 4 << 20;
        var block = new byte[4096];
        using var file = new FileStream(Path.Combine(folder, "fsync"), FileMode.Create, FileAccess.Write, FileShare.None, 1);
        file.Write(new byte[length]);
        file.Flush(flushToDisk: true);

        var clock = Stopwatch.StartNew();
        var count = 0;
        for (; clock.Elapsed < Span; count++)
        {
            file.Position = (long)count * block.Length % length;
            file.Write(block);
            file.Flush(flushToDisk: true);
        }

        return count / clock.Elapsed.TotalSeconds;
    }
}
