using System.Collections.Concurrent;
using Dispatch.Ledger;
using Microsoft.Extensions.Logging;

namespace Dispatch.Alarms;

/// <summary>What was read of the registry last, for the moment when it cannot be asked: nobody in danger waits for a database.</summary>
internal sealed partial class RegistryMemory(ILogger<RegistryMemory> logger)
{
    /// <summary>Nobody on the line waits for a slow database.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <summary>What is learnt for later may take its time.</summary>
    public static readonly TimeSpan Leisure = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, object> memory = new(StringComparer.Ordinal);

    /// <returns>What the registry says, or what it said last; null where it says nothing, or never did.</returns>
    public async Task<T?> RecallAsync<T>(string key, TimeSpan patience, Func<CancellationToken, Task<T?>> ask, CancellationToken cancellation)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            var found = await ask(limit.Token).WaitAsync(patience, TimeProvider.System, cancellation);
            if (found is not null)
            {
                memory[key] = found;
            }

            return found;
        }
        catch (Exception away) when (away is LedgerUnavailableException or TimeoutException
            || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.FromMemory(logger, away.Message);
            return memory.GetValueOrDefault(key) as T;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The registry cannot be read; what was known last is used: {Reason}")]
        public static partial void FromMemory(ILogger logger, string reason);
    }
}
