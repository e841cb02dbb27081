using DialogBot;
using Dispatch.Orders;
using Dispatch.Registry;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Joints;

/// <summary>The bot asks who calls; the registry knows, and the orders on the books what is left of the subsidies.</summary>
internal sealed class RegistryCallers(ElderDirectory elders, OrderBook book, IOptions<CallOptions> options) : ICallerDirectory
{
    public async Task<Caller> FindAsync(string phone, CancellationToken cancellation)
    {
        if (await elders.FindByPhoneAsync(phone, cancellation) is not { } elder)
        {
            return new Caller(phone, null, null, null, null, options.Value.Region, "mandarin", 0, 0);
        }

        var left = await book.SubsidiesLeftAsync(elder, cancellation);
        return new Caller(phone, elder.Id, elder.Name, elder.Honorific, elder.Address, elder.Region, elder.Dialect, left.VoucherFen, left.Hours);
    }
}
