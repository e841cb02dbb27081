using Dispatch.Ledger;
using Microsoft.AspNetCore.Components;
using VoiceGateway.Console.SignIn;
using VoiceGateway.Console.Wording;

namespace VoiceGateway.Console;

/// <summary>What every page and panel has: its words, who sits there, and an end.</summary>
public abstract class ConsolePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource closing = new();

    [CascadingParameter]
    internal Words T { get; set; } = null!;

    [Inject]
    internal Seat Seat { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    protected ConsolePage() => Closing = closing.Token;

    /// <summary>Cancelled when the page is left; may be asked for afterwards too.</summary>
    protected CancellationToken Closing { get; }

    /// <summary>The ledger did not answer the last time it was asked.</summary>
    protected bool IsAway { get; private set; }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            closing.Cancel();
            closing.Dispose();
        }
    }

    /// <summary>Reads what the page shows. A ledger that is down is said on the page, which stays as it was.</summary>
    protected async Task ReadAsync(Func<CancellationToken, Task> read)
    {
        try
        {
            await read(Closing);
            IsAway = false;
        }
        catch (LedgerUnavailableException)
        {
            IsAway = true;
        }
    }
}
