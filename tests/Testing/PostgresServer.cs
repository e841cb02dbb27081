using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Testing;

/// <summary>
/// A real PostgreSQL 15 (Debian's) of a test's own: a cluster in a temporary folder on a free loopback port. PostgreSQL refuses to
/// run as root, so a root test run starts it as the user postgres that Debian's package makes.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin";

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"voicecare-pg-{Guid.NewGuid():N}");
    private readonly int port = FreePort();

    private PostgresServer()
    {
    }

    /// <summary>False where Debian's package postgresql is not installed.</summary>
    public static bool IsInstalled => File.Exists($"{Programs}/postgres");

    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=true";

    public static async Task<PostgresServer> StartAsync(CancellationToken cancellation)
    {
        var server = new PostgresServer();
        await server.InitialiseAsync(cancellation);
        await server.StartAgainAsync(cancellation);
        return server;
    }

    /// <summary>A new empty database in the same server.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellation)
    {
        var name = $"t{Guid.NewGuid():N}";
        await RunAsync("createdb", ["-h", "127.0.0.1", "-p", Port, "-U", "postgres", name], cancellation);
        return ConnectionString.Replace("Database=postgres", $"Database={name}", StringComparison.Ordinal);
    }

    /// <summary>Starts it, after <see cref="StopAsync"/> or <see cref="KillAsync"/> with the same data.</summary>
    public Task StartAgainAsync(CancellationToken cancellation) =>
        RunAsync("pg_ctl", ["start", "-w", "-t", "60", "-D", Data, "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1"], cancellation);

    /// <summary>An orderly shutdown that breaks off connections.</summary>
    public Task StopAsync(CancellationToken cancellation) =>
        RunAsync("pg_ctl", ["stop", "-w", "-m", "fast", "-D", Data], cancellation);

    /// <summary>kill -9 of the server and of every backend, as a power cut would.</summary>
    public async Task KillAsync(CancellationToken cancellation)
    {
        var postmaster = Postmaster();
        var backends = Children(postmaster).ToList();
        foreach (var id in backends.Prepend(postmaster))
        {
            await SignalAsync("KILL", id, cancellation);
        }

        while (backends.Prepend(postmaster).Any(IsRunning))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
        }

        // A process id that nobody has waited for still looks alive to the next start; after a power cut it would be gone.
        File.Delete(PidFile);
        File.Delete(Path.Combine(folder, $".s.PGSQL.{port}.lock"));
    }

    /// <summary>SIGSTOP: connections stay open and nothing answers.</summary>
    public Task FreezeAsync(CancellationToken cancellation) => SignalAllAsync("STOP", cancellation);

    public Task ThawAsync(CancellationToken cancellation) => SignalAllAsync("CONT", cancellation);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(PidFile))
        {
            await ThawAsync(CancellationToken.None);
            await RunAsync("pg_ctl", ["stop", "-w", "-m", "immediate", "-D", Data], CancellationToken.None);
        }

        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    private string Errors => Path.Combine(folder, "errors");

    private string Port => port.ToString(CultureInfo.InvariantCulture);

    private async Task InitialiseAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess)
        {
            await CompleteAsync(new ProcessStartInfo("chown", ["postgres", folder]), cancellation);
        }

        await RunAsync("initdb", ["-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"], cancellation);
    }

    private Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var command = new List<string> { $"{Programs}/{program}" };
        command.AddRange(arguments);
        if (Environment.IsPrivilegedProcess)
        {
            command.InsertRange(0, ["runuser", "-u", "postgres", "--"]);
        }

        return CompleteAsync(new ProcessStartInfo(command[0], command[1..]), cancellation);
    }

    private async Task CompleteAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        // The server that pg_ctl starts inherits its output: a pipe of ours would stay open as long as the server runs.
        var quiet = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>\"$0\"", Errors, start.FileName, .. start.ArgumentList])
        {
            WorkingDirectory = folder,
        };
        using var process = Process.Start(quiet)!;
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)}: {await File.ReadAllTextAsync(Errors, cancellation)}");
        }
    }

    private async Task SignalAllAsync(string signal, CancellationToken cancellation)
    {
        var postmaster = Postmaster();
        foreach (var id in Children(postmaster).Prepend(postmaster).ToList())
        {
            await SignalAsync(signal, id, cancellation);
        }
    }

    private Task SignalAsync(string signal, int id, CancellationToken cancellation) =>
        CompleteAsync(new ProcessStartInfo("/bin/sh", ["-c", $"kill -{signal} {id} 2>/dev/null || true"]), cancellation);

    private int Postmaster() =>
        int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);

    private static IEnumerable<int> Children(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    private static bool IsRunning(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
