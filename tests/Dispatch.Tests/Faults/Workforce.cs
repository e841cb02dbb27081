using Dispatch.Orders;

namespace Dispatch.Tests.Faults;

/// <summary>Three workers at a time, each a process; whoever brings something tries one after the other until one has taken it, as a carrier does.</summary>
internal sealed class Workforce : IAsyncDisposable
{
    private const int Size = 3;

    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(100);

    private readonly WorkerProcess[] workers = new WorkerProcess[Size];
    private readonly string log;
    private readonly string[] settings;
    private int turn;

    private Workforce(string log, string[] settings)
    {
        this.log = log;
        this.settings = settings;
    }

    /// <summary>How many processes were killed.</summary>
    public int Killed { get; private set; }

    /// <param name="log">File that the workers write to.</param>
    public static async Task<Workforce> StartAsync(string log, string[] settings, CancellationToken cancellation)
    {
        var workforce = new Workforce(log, settings);
        await Task.WhenAll(Enumerable.Range(0, Size).Select(place => workforce.StartAsync(place, cancellation)));
        return workforce;
    }

    /// <summary>kill -9 of one worker; another one takes its place.</summary>
    public async Task ReplaceAsync(int place, CancellationToken cancellation)
    {
        Killed++;
        await workers[place].KillAsync();
        await StartAsync(place, cancellation);
    }

    /// <returns>The number of the order that the wish became.</returns>
    public async Task<string> AcceptAsync(OrderTerms terms, CancellationToken cancellation)
    {
        string? number = null;
        await UntilTakenAsync(async worker => (number = await worker.AcceptAsync(terms, cancellation)) is not null, cancellation);
        return number!;
    }

    public Task HearAsync(IncomingSms sms, CancellationToken cancellation) => UntilTakenAsync(worker => worker.HearAsync(sms, cancellation), cancellation);

    public Task HearAsync(CallReport report, CancellationToken cancellation) => UntilTakenAsync(worker => worker.HearAsync(report, cancellation), cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }
    }

    private async Task StartAsync(int place, CancellationToken cancellation) =>
        workers[place] = await WorkerProcess.StartAsync(log, settings, cancellation);

    private async Task UntilTakenAsync(Func<WorkerProcess, Task<bool>> bring, CancellationToken cancellation)
    {
        while (!await TryAsync(() => bring(workers[(uint)Interlocked.Increment(ref turn) % Size])))
        {
            await Task.Delay(BeforeNextTry, TimeProvider.System, cancellation);
        }
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> bring)
    {
        try
        {
            return await bring();
        }
        catch (Exception gone) when (gone is HttpRequestException or ObjectDisposedException)
        {
            return false;
        }
    }
}
