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

    /// <summary>What is learnt for later may take its time.</summary>
    private static readonly TimeSpan Leisure = TimeSpan.FromSeconds(20);

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

    public Task<IReadOnlyList<Rescuer>> OnDutyAsync(string region, CancellationToken cancellation) =>
        OnDutyAsync(region, Patience, cancellation);

    /// <summary>Keeps in mind who is on duty, for the moment when the registry cannot be asked.</summary>
    public Task<IReadOnlyList<Rescuer>> RememberAsync(string region, CancellationToken cancellation) =>
        OnDutyAsync(region, Leisure, cancellation);

    private Task<IReadOnlyList<Rescuer>> OnDutyAsync(string region, TimeSpan patience, CancellationToken cancellation) =>
        RecallAsync(
            onDuty,
            region,
            async token => [.. (await operators.OnDutyAsync(region, time.GetUtcNow(), token))
                .Select(each => new Rescuer(each.Name, each.Phone, Joins: true, each.IsSupervisor))],
            [.. options.LastResort.Select(phone => new Rescuer(null, phone, Joins: true, IsSupervisor: false))],
            patience,
            cancellation);

    private Task<IReadOnlyList<Rescuer>> ContactsOfAsync(string elderId, CancellationToken cancellation) =>
        RecallAsync(
            contacts,
            elderId,
            async token => (await elders.FindAsync(elderId, token))?.Contacts
                .Select(each => new Rescuer(each.Name, each.Phone, Joins: false, IsSupervisor: false)).ToList() ?? [],
            [],
            Patience,
            cancellation);

    private async Task<IReadOnlyList<Rescuer>> RecallAsync(
        ConcurrentDictionary<string, IReadOnlyList<Rescuer>> memory,
        string key,
        Func<CancellationToken, Task<IReadOnlyList<Rescuer>>> ask,
        IReadOnlyList<Rescuer> lastResort,
        TimeSpan patience,
        CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            var found = await ask(limit.Token).WaitAsync(patience, TimeProvider.System, cancellation);
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
        [LoggerMessage(LogLevel.Warning, "The registry cannot be read; whoever was known last is rung: {Reason}")]
        public static partial void FromMemory(ILogger logger, string reason);
    }
}
