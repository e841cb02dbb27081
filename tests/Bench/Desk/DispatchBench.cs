using System.Diagnostics;
using System.Globalization;
using Bench.Ledger;
using Dispatch;
using Dispatch.Ledger;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Dispatch.Registry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Bench.Desk;

/// <summary>
/// The queue beside BullMQ on the same redis-server, memory for a waiting order, an emergency's way past a full house, what a killed
/// worker costs, and ranking. Each part can be run by its name.
/// </summary>
internal static class DispatchBench
{
    private const string Region = "guilin";
    private const int Concurrency = 50;
    private const int Jobs = 100_000;

    /// <summary>For the peer too. .NET compiles in the background for some seconds, and what is measured is what lasts.</summary>
    private const int WarmUp = 100_000;

    private const int Batch = 32;
    private const int Backlog = 100_000;
    private const int PickUps = 300;

    /// <summary>Alarms before those that are timed, for the peer too: both runtimes compile as they go.</summary>
    private const int WarmUps = 300;
    private const int Kills = 5;

    /// <summary>Milliseconds since 1970 of as many digits as real ones have: a queue is filled with them.</summary>
    private const long Soon = 1_795_400_000_000;

    /// <summary>The quickest round is what the rules cost; the others had company on the machine.</summary>
    private const int Rounds = 100;
    private const int RankingsOfRound = 50;

    /// <summary>As long as the peer's job data: {"text":"xxx…"} of 200 bytes.</summary>
    private static readonly string Payload = new('x', 200);

    private static readonly Dictionary<string, Func<CancellationToken, Task>> Parts = new()
    {
        ["memory"] = cancellation => CompareThroughputAsync("memory", null, cancellation),
        ["everysec"] = cancellation => CompareThroughputAsync("everysec", "everysec", cancellation),
        ["always"] = cancellation => CompareThroughputAsync("always", "always", cancellation),
        ["bytes"] = CompareBytesAsync,
        ["pickup"] = cancellation => ComparePickUpAsync("memory", null, cancellation),
        ["pickup-always"] = cancellation => ComparePickUpAsync("always", "always", cancellation),
        ["killed"] = KillWorkersAsync,
        ["ranking"] = _ => RankAsync(),
    };

    /// <param name="part">Null for all of them.</param>
    public static async Task RunAsync(string? part, CancellationToken cancellation)
    {
        if (part is not null && !Parts.ContainsKey(part))
        {
            throw new ArgumentException($"dispatch has the parts {string.Join(", ", Parts.Keys)}");
        }

        await BullMq.InstallAsync(cancellation);
        foreach (var (name, run) in Parts)
        {
            if (part is null || part == name)
            {
                await run(cancellation);
            }
        }
    }

    /// <summary>What a worker that is going to be killed does: takes one errand of each kind and says so.</summary>
    public static async Task HoldUntilKilledAsync(string connection, CancellationToken cancellation)
    {
        await using var redis = await OpenAsync(connection, cancellation);
        var stuck = new StuckRunner(() => Console.WriteLine("has order"), TimeSpan.FromMinutes(10));
        var alarm = new StuckRunner(() => Console.WriteLine("has alarm"), TimeSpan.FromMinutes(10), "alarm");
        using var worker = Worker(new DispatchQueue(redis, new QueueOptions(), TimeProvider.System), new QueueOptions(), stuck, alarm);
        await worker.StartAsync(cancellation);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
    }

    private static async Task CompareThroughputAsync(string name, string? appendFsync, CancellationToken cancellation)
    {
        await using var server = await RedisServer.StartAsync(appendFsync);
        var peer = await BullMq.ThroughputAsync(server, WarmUp, Jobs, Concurrency, 1, cancellation);
        await server.WipeAsync();
        var peerInBulk = await BullMq.ThroughputAsync(server, WarmUp, Jobs, Concurrency, Batch, cancellation);
        await server.WipeAsync();
        var single = await SingleAsync(name, server, cancellation);
        await server.WipeAsync();
        var batched = await BatchedAsync(name, server, cancellation);
        Figures.Print($"queue.{name}.bullmq", peer, "orders/s");
        Figures.Print($"queue.{name}.bullmqBulk", peerInBulk, "orders/s");
        Figures.Print($"queue.{name}.ratio", single / peer, "x");
        Figures.Print($"queue.{name}.batchedRatio", batched / peerInBulk, "x");
    }

    /// <summary>One by one. From the first put until the last acknowledgement, putting and working at once, as the peer does.</summary>
    private static async Task<double> SingleAsync(string name, RedisServer server, CancellationToken cancellation)
    {
        await using var redis = await OpenAsync(server.Connection, cancellation);
        var queue = new DispatchQueue(redis, new QueueOptions { Lease = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        await Task.WhenAll(PutAsync(queue, 1, WarmUp, Lane.Today, cancellation), WorkAsync(queue, WarmUp, cancellation));
        var spent = Spent.Begin(server);
        await Task.WhenAll(PutAsync(queue, 1, Jobs, Lane.Today, cancellation), WorkAsync(queue, Jobs, cancellation));
        return spent.Print($"queue.{name}.single", Jobs);
    }

    /// <summary>The same by the worker of the product, which claims for all its free places at once, with as many places as the peer; orders are put as an import or the reconciler puts them.</summary>
    private static async Task<double> BatchedAsync(string name, RedisServer server, CancellationToken cancellation)
    {
        await using var redis = await OpenAsync(server.Connection, cancellation);
        var options = new QueueOptions { Lease = TimeSpan.FromMinutes(1), Places = Concurrency };
        var queue = new DispatchQueue(redis, options, TimeProvider.System);
        var runner = new CountingRunner();
        using var worker = Worker(queue, options, runner);
        await worker.StartAsync(cancellation);
        await Task.WhenAll(PutAsync(queue, Batch, WarmUp, Lane.Today, cancellation), runner.UntilAsync(WarmUp));
        var spent = Spent.Begin(server);
        await Task.WhenAll(PutAsync(queue, Batch, Jobs, Lane.Today, cancellation), runner.UntilAsync(WarmUp + Jobs));
        while (await queue.CountAsync(Region, cancellation) is { Leased: > 0 })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellation);
        }

        var rate = spent.Print($"queue.{name}.batched", Jobs);
        await worker.StopAsync(cancellation);
        return rate;
    }

    private static QueueWorker Worker(DispatchQueue queue, QueueOptions options, params IErrandRunner[] runners)
    {
        var dispatch = new DispatchOptions();
        dispatch.Regions.Add(Region);
        return new QueueWorker(queue, runners, dispatch, options, TimeProvider.System, NullLogger<QueueWorker>.Instance);
    }

    /// <summary>Numbers as the desk gives them.</summary>
    private static Task PutAsync(DispatchQueue queue, int batch, int jobs, Lane lane, CancellationToken cancellation)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, Concurrency).Select(async _ =>
        {
            while (Interlocked.Add(ref next, batch) is var end && end - batch < jobs)
            {
                var errands = Enumerable.Range(end - batch, Math.Min(batch, jobs - end + batch)).Select(i => new Errand(
                    $"order/G261123-{i.ToString("D4", CultureInfo.InvariantCulture)}", lane, DateTimeOffset.UnixEpoch.AddMilliseconds(Soon + i), null, Payload));
                await queue.PutAsync(Region, [.. errands], cancellation);
            }
        }));
    }

    /// <summary>Each worker acknowledges an order and claims its next one in one call, as the peer's do.</summary>
    private static Task WorkAsync(DispatchQueue queue, int jobs, CancellationToken cancellation)
    {
        var done = 0;
        return Task.WhenAll(Enumerable.Range(0, Concurrency).Select(async _ =>
        {
            (Claim, Completion)[] attended = [];
            while (attended.Length > 0 || Volatile.Read(ref done) < jobs)
            {
                var (held, claims) = await queue.ExchangeAsync(Region, attended, 1, Lane.Emergency, Lane.Scheduled, cancellation);
                Interlocked.Add(ref done, held);
                attended = claims is [var claim] ? [(claim, Completion.Finished)] : [];
                if (claims.Count == 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellation);
                }
            }
        }));
    }

    private static async Task CompareBytesAsync(CancellationToken cancellation)
    {
        await using var server = await RedisServer.StartAsync();
        var peer = await BullMq.BytesAsync(server, Jobs, cancellation);
        await server.WipeAsync();
        await using var redis = await OpenAsync(server.Connection, cancellation);
        var queue = new DispatchQueue(redis, new QueueOptions(), TimeProvider.System);
        var before = await UsedAsync(redis, cancellation);
        await PutAsync(queue, 1, Jobs, Lane.Today, cancellation);
        var ours = (await UsedAsync(redis, cancellation) - before) / Jobs;
        Figures.Print("queue.bytes.bullmq", peer, "bytes/order");
        Figures.Print("queue.bytes", ours, "bytes/order");
        Figures.Print("queue.bytes.ratio", ours / peer, "x");
    }

    /// <summary>100,000 scheduled orders wait, every ordinary place is stuck, and an alarm comes: how long until the reserved place has it.</summary>
    private static async Task ComparePickUpAsync(string name, string? appendFsync, CancellationToken cancellation)
    {
        await using var server = await RedisServer.StartAsync(appendFsync);
        var peer = await BullMq.PickUpAsync(server, Backlog, PickUps, cancellation);
        await server.WipeAsync();
        await using var redis = await OpenAsync(server.Connection, cancellation);
        var queue = new DispatchQueue(redis, new QueueOptions(), TimeProvider.System);
        await PutAsync(queue, Batch, Backlog, Lane.Scheduled, cancellation);
        var waits = await PickUpAsync(queue, _ => Task.CompletedTask, cancellation);
        Figures.Print($"queue.pickup.{name}.bullmq.p99", peer, "ms");
        Figures.Print($"queue.pickup.{name}.p50", At(waits, 0.5), "ms");
        Figures.Print($"queue.pickup.{name}.p99", At(waits, 0.99), "ms");
        Figures.Print($"queue.pickup.{name}.ratio", At(waits, 0.99) / peer, "x");
        if (appendFsync is not null)
        {
            await PickUpWithLedgerAsync(name, queue, cancellation);
        }
    }

    /// <summary>The same with the alarm on the ledger's disk before it is put.</summary>
    private static async Task PickUpWithLedgerAsync(string name, DispatchQueue queue, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("voicecare-bench-").FullName;
        try
        {
            await using var services = LedgerBench.Services($"Data Source={Path.Combine(folder, "ledger.db")}", groupLimit: 512);
            var ledger = services.GetRequiredService<EventLedger>();
            var waits = await PickUpAsync(
                queue,
                async run =>
                {
                    var raised = new NewEvent($"alarm-{run}", new Subject("alarm", $"{run}"), 0, "alarm.raised", $$"""{"text":"{{Payload}}"}""", TimeProvider.System.GetUtcNow());
                    if (await ledger.AppendAsync(Region, [raised], cancellation) is not AppendOutcome.Appended)
                    {
                        throw new InvalidOperationException("an append failed: the figures would mean nothing");
                    }
                },
                cancellation);
            Figures.Print($"queue.pickup.{name}.disk", LedgerBench.FsyncRate(folder), "fsync/s");
            Figures.Print($"queue.pickup.{name}.ledger.p50", At(waits, 0.5), "ms");
            Figures.Print($"queue.pickup.{name}.ledger.p99", At(waits, 0.99), "ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="record">What is done about an alarm before it is put; belongs to the time.</param>
    private static async Task<List<double>> PickUpAsync(DispatchQueue queue, Func<int, Task> record, CancellationToken cancellation)
    {
        var alarms = new AlarmRunner();
        using var worker = Worker(queue, new QueueOptions(), alarms, new StuckRunner(() => { }, TimeSpan.FromSeconds(5)));
        await worker.StartAsync(cancellation);
        var waits = new List<double>();
        for (var run = -WarmUps; run < PickUps; run++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
            var begun = Stopwatch.GetTimestamp();
            var picked = alarms.Next();
            await record(run);
            await queue.PutAsync(Region, [new Errand($"alarm/{run}", Lane.Emergency, DateTimeOffset.UnixEpoch)], cancellation);
            waits.Add(Stopwatch.GetElapsedTime(begun, await picked).TotalMilliseconds);
        }

        await worker.StopAsync(cancellation);
        return [.. waits.Skip(WarmUps).Order()];
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(sorted.Count * share) - 1];

    /// <summary>kill -9 of a process that has an order and an alarm: how long until another process has them.</summary>
    private static async Task KillWorkersAsync(CancellationToken cancellation)
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await OpenAsync(server.Connection, cancellation);
        var queue = new DispatchQueue(redis, new QueueOptions(), TimeProvider.System);
        var (order, alarm) = (0.0, 0.0);
        for (var run = 0; run < Kills; run++)
        {
            using var victim = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["hold-until-killed", server.Connection]) { RedirectStandardOutput = true })!;
            await queue.PutAsync(
                Region,
                [new Errand($"order/{run}", Lane.Today, DateTimeOffset.UnixEpoch), new Errand($"alarm/{run}", Lane.Emergency, DateTimeOffset.UnixEpoch)],
                cancellation);
            await victim.StandardOutput.ReadLineAsync(cancellation);
            await victim.StandardOutput.ReadLineAsync(cancellation);
            var orders = new AlarmRunner("order");
            var alarms = new AlarmRunner();
            var picked = (Order: orders.Next(), Alarm: alarms.Next());
            using var worker = Worker(queue, new QueueOptions(), orders, alarms);
            await worker.StartAsync(cancellation);
            var begun = Stopwatch.GetTimestamp();
            victim.Kill();
            order = Math.Max(order, Stopwatch.GetElapsedTime(begun, await picked.Order).TotalSeconds);
            alarm = Math.Max(alarm, Stopwatch.GetElapsedTime(begun, await picked.Alarm).TotalSeconds);
            await worker.StopAsync(cancellation);
        }

        Figures.Print("queue.killed.order.max", order, "s");
        Figures.Print("queue.killed.emergency.max", alarm, "s");
    }

    private static async Task<RedisStore> OpenAsync(string connection, CancellationToken cancellation)
    {
        var redis = new RedisStore(new RedisOptions { Connection = connection, Deadline = TimeSpan.FromSeconds(20) }, NullLogger<RedisStore>.Instance);
        await redis.OpenAsync(cancellation);
        return redis;
    }

    private static async Task<double> UsedAsync(RedisStore redis, CancellationToken cancellation)
    {
        var info = (string)await redis.AskAsync(database => database.ExecuteAsync("INFO", "memory"), cancellation);
        var line = info.Split('\n').Single(each => each.StartsWith("used_memory:", StringComparison.Ordinal));
        return double.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
    }

    private static Task RankAsync()
    {
        var start = new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);
        var weights = OfferPolicy.Load().Ranking;
        var candidates = Enumerable.Range(0, 500).Select(i => new Candidate(Vendor(i), i % 4, i % 9)).ToList();
        var job = new Job(Order(start), null, "caregiver");
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var begun = Stopwatch.StartNew();
            for (var i = 0; i < RankingsOfRound; i++)
            {
                VendorRules.Rank(candidates, job, weights);
            }

            best = Math.Min(best, begun.Elapsed.TotalMicroseconds / RankingsOfRound);
        }

        Figures.Print("ranking.500", best, "µs");
        return Task.CompletedTask;
    }

    private static Order Order(DateTimeOffset start) => new()
    {
        Number = "G261123-0001",
        Terms = new OrderTerms
        {
            RequestId = "r",
            Region = Region,
            ElderPhone = "07735550101",
            Dialect = "southwestern",
            Service = "bathing",
            From = start,
            Until = start.AddHours(2),
            Address = "a",
            Area = "area-1",
            PriceFen = 8000,
            Payer = Payer.Self,
            Channel = "phone",
            ConversationId = "c",
        },
        Lane = Lane.Scheduled,
        PromiseBy = start,
        DoorstepCode = "1234",
        AcceptedAt = start.AddDays(-1),
        State = OrderState.Accepted,
        Version = 1,
    };

    private static Vendor Vendor(int number) => new()
    {
        Id = $"V{number:D3}",
        Region = Region,
        Name = "v",
        Kind = VendorKind.Company,
        Phone = "19900002001",
        Services = ["cleaning", "cooking", "bathing"],
        Areas = number % 5 == 0 ? ["area-2"] : ["area-2", "area-1"],
        Hours = DutyHours.Parse("08:00-18:00"),
        Qualifications = [new Qualification("cook", null), new Qualification("caregiver", new DateOnly(2027, 1, 1))],
        DailyCapacity = 5,
        Rating = 3 + (number % 20 * 0.1),
        TakesSms = true,
        TakesCalls = true,
    };

    private sealed class StuckRunner(Action begun, TimeSpan length, string kind = "order") : IErrandRunner
    {
        public string Kind => kind;

        public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
        {
            begun();
            await Task.Delay(length, TimeProvider.System, cancellation);
            return Completion.Finished;
        }
    }

    private sealed class CountingRunner : IErrandRunner
    {
        private readonly TaskCompletionSource[] reached = [new(), new()];
        private int done;

        public string Kind => "order";

        public Task UntilAsync(int count) => reached[count == WarmUp ? 0 : 1].Task;

        public Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
        {
            var now = Interlocked.Increment(ref done);
            if (now is WarmUp or (WarmUp + Jobs))
            {
                reached[now == WarmUp ? 0 : 1].TrySetResult();
            }

            return Task.FromResult(Completion.Finished);
        }
    }

    private sealed class AlarmRunner(string kind = "alarm") : IErrandRunner
    {
        private TaskCompletionSource<long> picked = new();

        public string Kind => kind;

        /// <summary>When the next alarm is picked up.</summary>
        public Task<long> Next()
        {
            picked = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            return picked.Task;
        }

        public Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
        {
            picked.TrySetResult(Stopwatch.GetTimestamp());
            return Task.FromResult(Completion.Finished);
        }
    }
}
