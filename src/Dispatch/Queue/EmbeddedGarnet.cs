using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Dispatch.Queue;

/// <summary>
/// The Redis that comes with the program: Garnet as a child process on a free loopback port, watched and started again when it dies.
/// It ends with us however we end, because the shell that guards it reads a pipe which only we hold open.
/// </summary>
internal sealed partial class EmbeddedGarnet(RedisOptions options, ILogger<EmbeddedGarnet> logger) : IAsyncDisposable
{
    /// <summary>
    /// Starts the server, and ends it when standard input does: on our Dispose, and also when we are killed. $@ is the command.
    /// The server gets five seconds to end by itself.
    /// </summary>
    private const string Guard =
        "exec 3<&0; \"$@\" </dev/null & server=$!; " +
        "( cat <&3; kill $server; sleep 5; kill -9 $server ) >/dev/null 2>&1 & watch=$!; " +
        "wait $server; code=$?; kill $watch; exit $code";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource stopping = new();
    private readonly int port = FreePort();
    private Process? guard;
    private volatile string lastWords = "it said nothing.";
    private Task watching = Task.CompletedTask;

    public string Endpoint => $"127.0.0.1:{port}";

    /// <summary>Returns when the server answers.</summary>
    /// <exception cref="RedisUnavailableException">It cannot be had; the message says what to do.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var tool = await GarnetTool.FindAsync(cancellation);
        var folder = Path.GetFullPath(options.Data);
        Directory.CreateDirectory(folder);
        Launch(tool, folder);
        await WaitUntilReadyAsync(folder, cancellation);
        watching = WatchAsync(tool, folder);
        Log.Started(logger, Endpoint, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (guard is not null)
        {
            guard.StandardInput.Close();
            await guard.WaitForExitAsync();
            await watching;
            guard.Dispose();
        }

        stopping.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Transaction mode makes its scripts atomic; RandomAccess files need no library of the system; recover keeps what was there.</summary>
    private void Launch(string tool, string folder)
    {
        var start = new ProcessStartInfo("sh", ["-c", Guard, "sh", "dotnet", tool])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        string[] settings =
        [
            "--bind", "127.0.0.1", "--port", $"{port}", "--lua", "--lua-transaction-mode",
            "--aof", "--aof-commit-wait", "--recover", "--device-type", "RandomAccess", "--checkpointdir", folder, "--checkpoint-freq", "3600",
            "-m", "256m", "-p", "4m", "-i", "16m", "--aof-memory", "32m", "--aof-page-size", "8m", "-q",
        ];
        foreach (var setting in settings)
        {
            start.ArgumentList.Add(setting);
        }

        start.Environment["DOTNET_gcServer"] = "0";
        guard = Process.Start(start)!;
        guard.OutputDataReceived += (_, line) => Said(line.Data);
        guard.ErrorDataReceived += (_, line) => Said(line.Data);
        guard.BeginOutputReadLine();
        guard.BeginErrorReadLine();
    }

    private void Said(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            lastWords = line;
            Log.Said(logger, line);
        }
    }

    private async Task WaitUntilReadyAsync(string folder, CancellationToken cancellation)
    {
        var begun = Stopwatch.StartNew();
        while (begun.Elapsed < StartPatience && !guard!.HasExited)
        {
            if (await AnswersAsync(cancellation))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }

        throw new RedisUnavailableException(
            $"No Redis: the embedded one does not start on its data in {folder}: {lastWords} "
            + "Move the folder away to start empty, or set Redis:Connection to a Redis 7 server.");
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
            var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellation);
            var answer = new byte[7];
            await stream.ReadExactlyAsync(answer, cancellation);
            return answer.AsSpan().SequenceEqual("+PONG\r\n"u8);
        }
        catch (Exception notYet) when (notYet is SocketException or IOException)
        {
            return false;
        }
    }

    private async Task WatchAsync(string tool, string folder)
    {
        while (true)
        {
            await guard!.WaitForExitAsync();
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            Log.Died(logger, guard.ExitCode);
            guard.Dispose();
            await Task.Delay(BeforeRestart, TimeProvider.System);
            Launch(tool, folder);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The embedded Redis listens on {Endpoint} and keeps its data in {Folder}")]
        public static partial void Started(ILogger logger, string endpoint, string folder);

        [LoggerMessage(LogLevel.Error, "The embedded Redis died (exit code {ExitCode}) and is started again")]
        public static partial void Died(ILogger logger, int exitCode);

        [LoggerMessage(LogLevel.Debug, "Embedded Redis: {Line}")]
        public static partial void Said(ILogger logger, string line);
    }
}
