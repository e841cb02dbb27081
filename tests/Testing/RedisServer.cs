using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Testing;

/// <summary>A real redis-server of its own for one test: free loopback port, temporary folder; can be killed, stopped in its tracks, wiped and started again.</summary>
public sealed class RedisServer : IRedis
{
    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-redis-").FullName;
    private readonly string[] settings;
    private Process? process;

    private RedisServer(string[] settings) => this.settings = settings;

    public int Port { get; } = FreePort();

    public string Connection => $"127.0.0.1:{Port}";

    /// <summary>What the server has had of the processors since it was started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <param name="appendFsync">always or everysec; null keeps everything in memory only.</param>
    /// <param name="more">Further settings as redis-server's command line takes them, e.g. --cluster-enabled yes.</param>
    public static async Task<RedisServer> StartAsync(string? appendFsync = null, params string[] more)
    {
        string[] durable = appendFsync is null ? ["--appendonly", "no"] : ["--appendonly", "yes", "--appendfsync", appendFsync];
        var server = new RedisServer([.. durable, .. more]);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts after <see cref="KillAsync"/>, with what its append-only file kept.</summary>
    public async Task StartAgainAsync()
    {
        process = Process.Start(new ProcessStartInfo(
            "redis-server",
            ["--bind", "127.0.0.1", "--port", $"{Port}", "--dir", folder, "--save", "", "--loglevel", "warning", "--logfile", "redis.log", .. settings]))!;
        for (var tries = 0; tries < 200 && !process.HasExited; tries++)
        {
            if (await AskAsync("PING") == "+PONG")
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }

        throw new InvalidOperationException("redis-server did not start: " + await File.ReadAllTextAsync(Path.Combine(folder, "redis.log")));
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>kill -9, and what was not yet on disk is gone: with appendfsync everysec the last writes, though they were acknowledged.</summary>
    public async Task CutPowerAsync()
    {
        const int Unsynced = 256 * 1024;
        await KillAsync();
        var newest = new DirectoryInfo(Path.Combine(folder, "appendonlydir")).GetFiles("*.incr.aof").MaxBy(file => file.Name)!;
        await using var appended = newest.OpenWrite();
        appended.SetLength(Math.Max(0, appended.Length - Unsynced));
    }

    /// <summary>SIGSTOP: the server hangs with its connections open.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    public async Task WipeAsync()
    {
        await AskAsync("FLUSHALL");
        await AskAsync("SCRIPT FLUSH");
    }

    /// <summary>Sends one inline command and returns the first line of the answer; empty when there is none.</summary>
    public async Task<string> AskAsync(string command)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"));
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            return await reader.ReadLineAsync() ?? "";
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            return "";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A port that stays free until it is bound: below those that Linux gives to connections.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(10_000, 32_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken: another.
            }
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process!.Id}"]);
        await kill.WaitForExitAsync();
    }
}
