using System.Diagnostics;
using Testing;

namespace Bench.Desk;

/// <summary>What a run of orders through the queue took: time, and how much of the processors on either side of the wire.</summary>
internal sealed class Spent
{
    private readonly RedisServer server;
    private readonly TimeSpan servers;
    private readonly TimeSpan ours = Environment.CpuUsage.TotalTime;
    private readonly long begun = Stopwatch.GetTimestamp();

    private Spent(RedisServer server)
    {
        this.server = server;
        servers = server.ProcessorTime;
    }

    public static Spent Begin(RedisServer server) => new(server);

    /// <returns>Orders a second.</returns>
    public double Print(string name, int orders)
    {
        var rate = orders / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        Figures.Print(name, rate, "orders/s");
        Figures.Print($"{name}.redis", (server.ProcessorTime - servers).TotalMicroseconds / orders, "µs of processor/order");
        Figures.Print($"{name}.own", (Environment.CpuUsage.TotalTime - ours).TotalMicroseconds / orders, "µs of processor/order");
        return rate;
    }
}
