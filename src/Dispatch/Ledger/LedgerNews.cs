using System.Threading.Channels;
using Dispatch.Queue;
using Microsoft.Extensions.Hosting;

namespace Dispatch.Ledger;

/// <summary>Tells every machine of the house that something was added to the ledger, so that whoever shows it looks again. What comes at once is told once.</summary>
public sealed class LedgerNews : BackgroundService
{
    private const string Wire = "ledger";

    /// <summary>Short to people, long to a busy ledger.</summary>
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(100);

    private readonly Channel<string> added = Channel.CreateBounded<string>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly EventLedger ledger;
    private readonly LiveWire wire;

    internal LedgerNews(EventLedger ledger, LiveWire wire)
    {
        this.ledger = ledger;
        this.wire = wire;
    }

    /// <summary>Raised with the kinds of the subjects that have new events (order, alarm, …), on whatever thread; must not block.</summary>
    public event Action<IReadOnlySet<string>>? Came;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void Note(string kind) => added.Writer.TryWrite(kind);
        ledger.Added += Note;
        try
        {
            await wire.ListenAsync(Wire, kinds => Came?.Invoke(kinds.Split(',').ToHashSet()), stoppingToken);
            while (await added.Reader.WaitToReadAsync(stoppingToken))
            {
                // Real time: a test's clock that stands still must not keep the news back.
                await Task.Delay(Gathered, TimeProvider.System, stoppingToken);
                var kinds = new HashSet<string>();
                while (added.Reader.TryRead(out var kind))
                {
                    kinds.Add(kind);
                }

                await wire.TellAsync(Wire, string.Join(',', kinds), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
        finally
        {
            ledger.Added -= Note;
        }
    }
}
