using DialogBot;
using Dispatch.Orders;
using Dispatch.Registry;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Joints;

/// <summary>
/// The bot asks who calls; the registry knows, also by the elder of whom the number is a contact's, and the orders on the books what is
/// left of the subsidies.
/// </summary>
internal sealed class RegistryCallers(ElderDirectory elders, OrderBook book, IOptions<CallOptions> options) : ICallerDirectory
{
    public async Task<Caller> FindAsync(string phone, CancellationToken cancellation)
    {
        if (await elders.FindByPhoneAsync(phone, cancellation) is { } elder)
        {
            return await CallerAsync(phone, elder, cancellation);
        }

        var stranger = new Caller(phone, null, null, null, null, options.Value.Region, "mandarin", 0, 0);
        var near = new List<Caller>();
        foreach (var each in await elders.FindByContactAsync(phone, cancellation))
        {
            var contact = each.Contacts.First(contact => contact.Phone == PhoneNumber.Normalise(phone));
            near.Add(await CallerAsync(phone, each, cancellation) with { Relative = new Relative(contact.Name, contact.Relation) });
        }

        return near switch
        {
            [] => stranger,
            [var only] => only,
            _ => stranger with { Name = near[0].Relative!.Name, Region = near[0].Region, Elders = near },
        };
    }

    private async Task<Caller> CallerAsync(string phone, Elder elder, CancellationToken cancellation)
    {
        var left = await book.SubsidiesLeftAsync(elder, cancellation);
        return new Caller(phone, elder.Id, elder.Name, elder.Honorific, elder.Address, elder.Region, elder.Dialect, left.VoucherFen, left.Hours);
    }
}
