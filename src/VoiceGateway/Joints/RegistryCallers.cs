using DialogBot;
using Dispatch.Registry;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Joints;

/// <summary>The bot asks who calls; the registry knows.</summary>
internal sealed class RegistryCallers(ElderDirectory elders, IOptions<CallOptions> options) : ICallerDirectory
{
    public async Task<Caller> FindAsync(string phone, CancellationToken cancellation) =>
        await elders.FindByPhoneAsync(phone, cancellation) is { } elder
            ? new Caller(phone, elder.Id, elder.Name, elder.Honorific, elder.Address, elder.Region, elder.Dialect, elder.VoucherFen, elder.SubsidisedHours)
            : new Caller(phone, null, null, null, null, options.Value.Region, "mandarin", 0, 0);
}
