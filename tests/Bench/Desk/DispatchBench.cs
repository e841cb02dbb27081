using System.Diagnostics;
using System.Globalization;
using Dispatch;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Dispatch.Registry;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Bench.Desk;

/// <summary>The queue beside BullMQ on the same redis-server, memory for a waiting order, an emergency's way past a full house, and ranking.</summary>
internal static class DispatchBench
{
    private const string Region = "guilin";
    private const int Concurrency = 50;
    private const int Jobs = 30_000;
    private const int Batch = 32;
    private const int Backlog = 100_000;
    private const int PickUps = 300;

    /// <summary>The quickest round is what the rules cost; the others had company on the machine.</summary>
    private const int Rounds = 100;
    private const int RankingsOfRound = 50;

    /// <summary>As long as the peer's job data: {"text":"xxx…"} of 200 bytes.</summary>
    private static readonly string Payload = new('x', 200);

    public static async Task RunAsync(CancellationToken cancellation)
    {
        await BullMq.InstallAsync(cancellation);
        await CompareThroughputAsync("memory", null, cancellation);
        await CompareThroughputAsync("everysec", "everysec", cancellation);
        await CompareThroughputAsync("always", "always", cancellation);
        await CompareBytesAsync(cancellation);
        await ComparePickUpAsync(cancellation);
        Rank();
    }

    private static async Task CompareThroughputAsync(string name, string? appendFsync, CancellationToken cancellation)
    {
        await using var server = await RedisServer.StartAsync(appendFsync);
        var peer = await BullMq.ThroughputAsync(server, Jobs, Concurrency, cancellation);
        await server.WipeAsync();
        var single = await ThroughputAsync(server, batch: 1, cancellation);
        await server.WipeAsync();
        var batched = await ThroughputAsync(server, Batch, cancellation);
        Figures.Print($"queue.{name}.bullmq", peer, "orders/s");
        Figures.Print($"queue.{name}.single", single, "orders/s");
        Figures.Print($"queue.{name}.batched", batched, "orders/s");
        Figures.Print($"queue.{name}.ratio", single / peer, "x");
        Figures.Print($"queue.{name}.batchedRatio", batched / peer, "x");
    }

    /// <summary>From the first put until the last acknowledgement, putting and working at once, as the peer does.</summary>
    private static async Task<double> ThroughputAsync(RedisServer server, int batch, CancellationToken cancellation)
    {
        await using var redis = await OpenAsync(server, cancellation);
        var queue = new DispatchQueue(redis, new QueueOptions { Lease = TimeSpan.FromMinutes(1) }, TimeProvider.System);
        await PutAsync(queue, batch, 1000, "warm", cancellation);
        await WorkAsync(queue, batch, 1000, cancellation);
        var begun = Stopwatch.StartNew();
        await Task.WhenAll(PutAsync(queue, batch, Jobs, "order", cancellation), WorkAsync(queue, batch, Jobs, cancellation));
        return Jobs / begun.Elapsed.TotalSeconds;
    }

    private static Task PutAsync(DispatchQueue queue, int batch, int jobs, string name, CancellationToken cancellation)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, Concurrency).Select(async _ =>
        {
            while (Interlocked.Add(ref next, batch) is var end && end - batch < jobs)
            {
                var errands = Enumerable.Range(end - batch, Math.Min(batch, jobs - end + batch)).Select(i => new Errand(
                    $"{name}/G261123-{i.ToString("D6", CultureInfo.InvariantCulture)}", Lane.Today, DateTimeOffset.UnixEpoch.AddMilliseconds(i), null, Payload));
                await queue.PutAsync(Region, [.. errands], cancellation);
            }
        }));
    }

    private static Task WorkAsync(DispatchQueue queue, int batch, int jobs, CancellationToken cancellation)
    {
        var done = 0;
        return Task.WhenAll(Enumerable.Range(0, Concurrency).Select(async _ =>
        {
            while (Volatile.Read(ref done) < jobs)
            {
                var claims = await queue.ClaimAsync(Region, batch, Lane.Emergency, Lane.Scheduled, cancellation);
                if (claims.Count == 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellation);
                    continue;
                }

                Interlocked.Add(ref done, await queue.CompleteAsync(Region, [.. claims.Select(claim => (claim, Completion.Finished))], cancellation));
            }
        }));
    }

    private static async Task CompareBytesAsync(CancellationToken cancellation)
    {
        await using var server = await RedisServer.StartAsync();
        var peer = await BullMq.BytesAsync(server, Jobs, cancellation);
        await server.WipeAsync();
        await using var redis = await OpenAsync(server, cancellation);
        var queue = new DispatchQueue(redis, new QueueOptions(), TimeProvider.System);
        var before = await UsedAsync(redis, cancellation);
        await PutAsync(queue, Batch, Jobs, "order", cancellation);
        var ours = (await UsedAsync(redis, cancellation) - before) / Jobs;
        Figures.Print("queue.bytes.bullmq", peer, "bytes/order");
        Figures.Print("queue.bytes", ours, "bytes/order");
        Figures.Print("queue.bytes.ratio", ours / peer, "x");
    }

    /// <summary>100,000 orders wait, every ordinary place is stuck, and an alarm comes: how long until the reserved place has it.</summary>
    private static async Task ComparePickUpAsync(CancellationToken cancellation)
    {
        await using var server = await RedisServer.StartAsync();
        var peer = await BullMq.PickUpAsync(server, Backlog, PickUps, cancellation);
        await server.WipeAsync();
        await using var redis = await OpenAsync(server, cancellation);
        var queue = new DispatchQueue(redis, new QueueOptions(), TimeProvider.System);
        await PutAsync(queue, Batch, Backlog, "order", cancellation);
        var waits = await PickUpAsync(queue, cancellation);
        Figures.Print("queue.pickup.bullmq.p99", peer, "ms");
        Figures.Print("queue.pickup.p99", waits, "ms");
        Figures.Print("queue.pickup.ratio", waits / peer, "x");
    }

    private static async Task<double> PickUpAsync(DispatchQueue queue, CancellationToken cancellation)
    {
        var alarms = new AlarmRunner();
        var dispatch = new DispatchOptions();
        dispatch.Regions.Add(Region);
        using var worker = new QueueWorker(queue, [alarms, new StuckRunner()], dispatch, new QueueOptions(), TimeProvider.System, NullLogger<QueueWorker>.Instance);
        await worker.StartAsync(cancellation);
        var waits = new List<double>();
        for (var run = 0; run < PickUps; run++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
            var begun = Stopwatch.GetTimestamp();
            var picked = alarms.Next();
            await queue.PutAsync(Region, [new Errand($"alarm/{run}", Lane.Emergency, DateTimeOffset.UnixEpoch)], cancellation);
            waits.Add(Stopwatch.GetElapsedTime(begun, await picked).TotalMilliseconds);
        }

        await worker.StopAsync(cancellation);
        return waits.Order().ElementAt((int)Math.Ceiling(waits.Count * 0.99) - 1);
    }

    private static async Task<RedisStore> OpenAsync(RedisServer server, CancellationToken cancellation)
    {
        var redis = new RedisStore(new RedisOptions { Connection = server.Connection, Deadline = TimeSpan.FromSeconds(20) }, NullLogger<RedisStore>.Instance);
        await redis.OpenAsync(cancellation);
        return redis;
    }

    private static async Task<double> UsedAsync(RedisStore redis, CancellationToken cancellation)
    {
        var info = (string)await redis.AskAsync(database => database.ExecuteAsync("INFO", "memory"), cancellation);
        var line = info.Split('\n').Single(each => each.StartsWith("used_memory:", StringComparison.Ordinal));
        return double.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
    }

    private static void Rank()
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

    private sealed class StuckRunner : IErrandRunner
    {
        public string Kind => "order";

        public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, cancellation);
            return Completion.Finished;
        }
    }

    private sealed class AlarmRunner : IErrandRunner
    {
        private TaskCompletionSource<long> picked = new();

        public string Kind => "alarm";

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
