using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace VoiceGateway.Carriers.Twilio;

/// <summary>
/// Lets what a webhook asks for go on when the time to answer is over. The host waits for it when it stops; what breaks in it is logged.
/// </summary>
internal sealed partial class WebhookBudget(IOptions<TwilioOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<WebhookBudget> logger) : IHostedService
{
    private readonly ConcurrentDictionary<Task, byte> unfinished = new();

    /// <summary>For work that outlives its webhook.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <returns>False where it is not done yet; it goes on.</returns>
    /// <exception cref="Exception">What broke in it, while it was waited for.</exception>
    public async Task<bool> IsDoneAsync(Task work)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        await Task.WhenAny(work, Task.Delay(options.Value.Budget, time, enough.Token));
        await enough.CancelAsync();
        if (work.IsCompleted)
        {
            await work;
            return true;
        }

        Keep(work);
        return false;
    }

    /// <summary>Lets work go on for which nobody waits.</summary>
    public void Keep(Task work)
    {
        Clean();
        unfinished[FinishAsync(work)] = default;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(unfinished.Keys).WaitAsync(cancellationToken);

    private async Task FinishAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception broken) when (broken is not OperationCanceledException || !Stopping.IsCancellationRequested)
        {
            Log.Broke(logger, broken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Clean()
    {
        foreach (var done in unfinished.Keys.Where(each => each.IsCompleted))
        {
            unfinished.TryRemove(done, out _);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What a webhook had asked for broke after it was answered")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
