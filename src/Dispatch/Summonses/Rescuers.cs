using Dispatch.Alarms;
using Dispatch.Registry;

namespace Dispatch.Summonses;

/// <summary>Whose phones to ring. Known also while the registry cannot be read: from last time, or from the settings.</summary>
internal sealed class Rescuers(OperatorDirectory operators, RegistryMemory memory, DispatchOptions options, TimeProvider time)
{
    /// <param name="ring">operators or supervisors, as ladders.yaml says.</param>
    public async Task<IReadOnlyList<Rescuer>> FindAsync(string ring, CallerInNeed caller, CancellationToken cancellation)
    {
        // Where nobody of that kind is on duty, the others are better than nobody.
        var all = await OnDutyAsync(caller.Region, cancellation);
        var wanted = all.Where(each => each.IsSupervisor == (ring == "supervisors")).ToList();
        return wanted.Count > 0 ? wanted : all;
    }

    public Task<IReadOnlyList<Rescuer>> OnDutyAsync(string region, CancellationToken cancellation) =>
        OnDutyAsync(region, RegistryMemory.Patience, cancellation);

    /// <summary>Keeps in mind who is on duty, for the moment when the registry cannot be asked.</summary>
    public Task<IReadOnlyList<Rescuer>> RememberAsync(string region, CancellationToken cancellation) =>
        OnDutyAsync(region, RegistryMemory.Leisure, cancellation);

    private async Task<IReadOnlyList<Rescuer>> OnDutyAsync(string region, TimeSpan patience, CancellationToken cancellation) =>
        await memory.RecallAsync($"on-duty/{region}", patience, token => FindAsync(region, token), cancellation)
            ?? [.. options.LastResort.Select(phone => new Rescuer(null, phone, IsSupervisor: false))];

    /// <returns>Null where nobody is.</returns>
    private async Task<IReadOnlyList<Rescuer>?> FindAsync(string region, CancellationToken cancellation)
    {
        var onDuty = await operators.OnDutyAsync(region, time.GetUtcNow(), cancellation);
        return onDuty.Count == 0 ? null : [.. onDuty.Select(each => new Rescuer(each.Name, each.Phone, each.IsSupervisor))];
    }
}
