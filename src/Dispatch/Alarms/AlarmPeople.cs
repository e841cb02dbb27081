using Dispatch.Registry;
using Dispatch.Summonses;

namespace Dispatch.Alarms;

/// <summary>Who is meant by a rung: operators, contacts, responders, supervisors. Known also while the registry cannot be read.</summary>
internal sealed class AlarmPeople(
    Rescuers rescuers,
    OperatorDirectory operators,
    ElderDirectory elders,
    VendorDirectory vendors,
    RegistryMemory memory,
    TimeProvider time)
{
    public async Task<IReadOnlyList<AlarmPerson>> FindAsync(LadderStep step, Alarm alarm, CancellationToken cancellation)
    {
        var everybody = step.Ring switch
        {
            "operators" => await StaffAsync(alarm.Region, supervisors: false, cancellation),
            "supervisors" => await StaffAsync(alarm.Region, supervisors: true, cancellation),
            "contacts" => await ContactsAsync(alarm.Person, cancellation),
            _ => await RespondersAsync(step, alarm.Person, cancellation),
        };
        return [.. everybody.DistinctBy(person => person.Phone).Skip(step.Skip).Take(step.Most ?? int.MaxValue)];
    }

    /// <summary>The register may be away: whoever is signed in has it all the same.</summary>
    public async Task<AlarmPerson> FindOperatorAsync(string id, CancellationToken cancellation)
    {
        var known = await memory.RecallAsync($"operator/{id}", RegistryMemory.Patience, token => operators.FindAsync(id, token), cancellation);
        return new AlarmPerson(known is { IsSupervisor: true } ? "supervisor" : "operator", known?.Name ?? id, known?.Phone ?? "");
    }

    /// <summary>Keeps in mind who could go there, for the moment when the registry cannot be asked.</summary>
    public Task RememberAsync(string region, CancellationToken cancellation) => VendorsAsync(region, RegistryMemory.Leisure, cancellation);

    private async Task<IEnumerable<AlarmPerson>> StaffAsync(string region, bool supervisors, CancellationToken cancellation)
    {
        // Where nobody of that kind is on duty, the others are better than nobody.
        var all = await rescuers.OnDutyAsync(region, cancellation);
        var wanted = all.Where(each => each.IsSupervisor == supervisors).ToList();
        return (wanted.Count > 0 ? wanted : all).Select(each => new AlarmPerson(each.IsSupervisor ? "supervisor" : "operator", each.Name, each.Phone));
    }

    private async Task<IEnumerable<AlarmPerson>> ContactsAsync(EmergencyReport person, CancellationToken cancellation) =>
        (await ElderAsync(person, cancellation))?.Contacts.Select(each => new AlarmPerson("contact", each.Name, each.Phone)) ?? [];

    private async Task<IEnumerable<AlarmPerson>> RespondersAsync(LadderStep step, EmergencyReport person, CancellationToken cancellation) =>
        Responders.Nearest(
            await VendorsAsync(person.Region, RegistryMemory.Patience, cancellation),
            step.Able,
            await ElderAsync(person, cancellation),
            person.Address,
            time.GetUtcNow())
        .Select(each => new AlarmPerson("responder", each.Name, each.Phone));

    private async Task<Elder?> ElderAsync(EmergencyReport person, CancellationToken cancellation) => person.ElderId is { } id
        ? await memory.RecallAsync($"elder/{id}", RegistryMemory.Patience, token => elders.FindAsync(id, token), cancellation)
        : null;

    private async Task<IReadOnlyList<Vendor>> VendorsAsync(string region, TimeSpan patience, CancellationToken cancellation) =>
        await memory.RecallAsync($"vendors/{region}", patience, async token => (await vendors.AllAsync(region, token)) as IReadOnlyList<Vendor>, cancellation) ?? [];
}
