using Microsoft.AspNetCore.Connections;

namespace VoiceGateway.Media.Beat;

internal static class BeatServices
{
    /// <summary>What connects to this port is read on the beat; every other port is Kestrel's as ever.</summary>
    public static IServiceCollection AddMediaPort(this IServiceCollection services, int port) =>
        services.AddSingleton<IConnectionListenerFactory>(provider => new BeatTransport(port, provider.GetRequiredService<ILogger<BeatTransport>>()));
}
