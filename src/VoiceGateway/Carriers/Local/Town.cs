using Dispatch.Registry;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Carriers.Local;

/// <summary>Who has a phone in this town: everybody in the registry of the centre's region.</summary>
internal sealed class Town(ElderDirectory elders, VendorDirectory vendors, OperatorDirectory operators, IOptions<CallOptions> options)
{
    public async Task<IReadOnlyList<Townsperson>> PeopleAsync(CancellationToken cancellation)
    {
        var region = options.Value.Region;
        var people = new List<Townsperson>();
        foreach (var elder in await elders.AllAsync(region, cancellation))
        {
            people.AddRange(elder.Phones.Select(phone => new Townsperson(phone, elder.Name, "elder", elder.Community)));
            people.AddRange(elder.Contacts.Select(contact => new Townsperson(contact.Phone, contact.Name, "contact", $"{elder.Name} · {contact.Relation}")));
        }

        people.AddRange((await vendors.AllAsync(region, cancellation)).Select(vendor =>
            new Townsperson(vendor.Phone, vendor.Name, "vendor", string.Join(' ', vendor.Areas))));
        people.AddRange((await operators.AllAsync(region, cancellation)).Select(person =>
            new Townsperson(person.Phone, person.Name, "operator", person.Hours.ToString())));
        return people;
    }
}
