using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Bench.Media;

/// <summary>A server under measurement, in a process of its own so that its processor time is its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(20);

    private readonly Process process;

    private ServerProcess(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>User and system.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public double MegaBytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <param name="mediaPort">As with Calls:MediaPort, for a port that carries calls only.</param>
    public static Task<ServerProcess> OursAsync(bool mediaPort, CancellationToken cancellation) =>
        StartAsync(port => new ProcessStartInfo(Environment.ProcessPath!, [MediaServer.Name, $"{port}", mediaPort ? "media-port" : "one-port"]), cancellation);

    /// <param name="piece">Milliseconds of voice in a message.</param>
    public static async Task<ServerProcess> NodeAsync(int piece, CancellationToken cancellation)
    {
        var folder = Path.Combine(Path.GetTempPath(), "voicecare-media-peer");
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Media", "media.mjs"), Path.Combine(folder, "media.mjs"), overwrite: true);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "ws")))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--silent", "ws@8"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync(cancellation);
        }

        return await StartAsync(port => new ProcessStartInfo("node", ["media.mjs", $"{port}", piece.ToString(CultureInfo.InvariantCulture)]) { WorkingDirectory = folder }, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <param name="command">What to start, for a port that is free.</param>
    public static async Task<ServerProcess> StartAsync(Func<int, ProcessStartInfo> command, CancellationToken cancellation)
    {
        var port = FreePort();
        var start = command(port);
        start.RedirectStandardOutput = true;
        var server = new ServerProcess(Process.Start(start)!, port);
        for (var since = Stopwatch.GetTimestamp(); !await AnswersAsync(port, cancellation);)
        {
            if (server.process.HasExited || Stopwatch.GetElapsedTime(since) > StartPatience)
            {
                throw new InvalidOperationException($"{start.FileName} did not start");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }

        return server;
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
