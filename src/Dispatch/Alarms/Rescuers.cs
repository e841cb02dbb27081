using System.Collections.Concurrent;
using Dispatch.Ledger;
using Dispatch.Registry;
using Microsoft.Extensions.Logging;

namespace Dispatch.Alarms;

/// <summary>Whose phones to ring. Known also while the registry cannot be read: from last time, or from the settings.</summary>
internal sealed partial class Rescuers(
    OperatorDirectory operators,
    ElderDirectory elders,
    DispatchOptions options,
    TimeProvider time,
    ILogger<Rescuers> logger)
{
    /// <summary>Nobody on the line waits for a slow database.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, IReadOnlyList<Rescuer>> onDuty = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<Rescuer>> contacts = new(StringComparer.Ordinal);

    /// <param name="ring">operators, supervisors or contacts, as ladders.yaml says.</param>
    public async Task<IReadOnlyList<Rescuer>> FindAsync(string ring, CallerInNeed caller, CancellationToken cancellation)
    {
        if (ring == "contacts")
        {
            return caller.ElderId is { } elder ? await ContactsOfAsync(elder, cancellation) : [];
        }

        // Where nobody of that kind is on duty, the others are better than nobody.
        var all = await OnDutyAsync(caller.Region, cancellation);
        var wanted = all.Where(each => each.IsSupervisor == (ring == "supervisors")).ToList();
        return wanted.Count > 0 ? wanted : all;
    }

    /// <summary>Keeps in mind who is on duty, for the moment when the registry cannot be asked.</summary>
    public Task<IReadOnlyList<Rescuer>> OnDutyAsync(string region, CancellationToken cancellation) =>
        RecallAsync(
            onDuty,
            region,
            async patience => [.. (await operators.OnDutyAsync(region, time.GetUtcNow(), patience))
                .Select(each => new Rescuer(each.Name, each.Phone, Joins: true, each.IsSupervisor))],
            [.. options.LastResort.Select(phone => new Rescuer(null, phone, Joins: true, IsSupervisor: false))],
            cancellation);

    private Task<IReadOnlyList<Rescuer>> ContactsOfAsync(string elderId, CancellationToken cancellation) =>
        RecallAsync(
            contacts,
            elderId,
            async patience => (await elders.FindAsync(elderId, patience))?.Contacts
                .Select(each => new Rescuer(each.Name, each.Phone, Joins: false, IsSupervisor: false)).ToList() ?? [],
            [],
            cancellation);

    private async Task<IReadOnlyList<Rescuer>> RecallAsync(
        ConcurrentDictionary<string, IReadOnlyList<Rescuer>> memory,
        string key,
        Func<CancellationToken, Task<IReadOnlyList<Rescuer>>> ask,
        IReadOnlyList<Rescuer> lastResort,
        CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var found = await ask(patience.Token).WaitAsync(Patience, TimeProvider.System, cancellation);
            if (found.Count == 0)
            {
                return lastResort;
            }

            memory[key] = found;
            return found;
        }
        catch (Exception away) when (away is LedgerUnavailableException or TimeoutException
            || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.FromMemory(logger, away.Message);
            return memory.TryGetValue(key, out var known) ? known : lastResort;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The registry cannot be read; whoever was known last is rung: {Reason}")]
        public static partial void FromMemory(ILogger logger, string reason);
    }
}
