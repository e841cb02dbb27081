using System.Diagnostics;
using System.Globalization;
using Testing;

namespace Bench.Desk;

/// <summary>The peer: BullMQ from npm, kept in .artifacts and run by Node.js on the same redis-server.</summary>
internal static class BullMq
{
    private const string Version = "6.7.0";
    private const string RedisClient = "6.0.0";

    private static string Folder => Path.GetFullPath(Path.Combine(".artifacts", "bench", $"bullmq-{Version}"));

    /// <exception cref="InvalidOperationException">npm could not fetch it; the message says why.</exception>
    public static async Task InstallAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Desk", "bullmq.mjs"), Path.Combine(Folder, "bullmq.mjs"), overwrite: true);
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "bullmq")))
        {
            await RunAsync("npm", ["install", "--no-audit", "--no-fund", "--no-save", $"bullmq@{Version}", $"ioredis@{RedisClient}"], cancellation);
        }
    }

    /// <param name="batch">How many jobs a caller adds at once.</param>
    public static Task<double> ThroughputAsync(RedisServer redis, int warmUp, int jobs, int concurrency, int batch, CancellationToken cancellation) =>
        MeasureAsync(["throughput", $"{redis.Port}", $"{jobs}", $"{concurrency}", $"{warmUp}", $"{batch}"], cancellation);

    public static Task<double> BytesAsync(RedisServer redis, int jobs, CancellationToken cancellation) =>
        MeasureAsync(["bytes", $"{redis.Port}", $"{jobs}"], cancellation);

    public static Task<double> PickUpAsync(RedisServer redis, int backlog, int runs, CancellationToken cancellation) =>
        MeasureAsync(["pickup", $"{redis.Port}", $"{backlog}", $"{runs}"], cancellation);

    private static async Task<double> MeasureAsync(string[] arguments, CancellationToken cancellation)
    {
        var said = await RunAsync("node", ["bullmq.mjs", .. arguments], cancellation);
        return double.Parse(said.Trim().Split('\n')[^1], CultureInfo.InvariantCulture);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = process.StandardOutput.ReadToEndAsync(cancellation);
        var complained = await process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? await said : throw new InvalidOperationException($"{program} {arguments[0]}: {complained}");
    }
}
