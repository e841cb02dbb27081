using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace VoiceGateway.Hosting;

/// <summary>Tells whoever started the program where to go and what is ready, being set up, or missing.</summary>
internal sealed partial class Welcome(IServer server, HealthCheckService health, IEnumerable<StartNotice> notices, ILogger<Welcome> logger) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            foreach (var notice in notices)
            {
                var text = notice.Text.Replace("{address}", address, StringComparison.Ordinal);
                Log.Door(logger, text);
            }
        }

        var report = await health.CheckHealthAsync(cancellationToken);
        foreach (var (part, entry) in report.Entries)
        {
            Log.Part(logger, part, entry.Status, entry.Description ?? string.Empty);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Notice}")]
        public static partial void Door(ILogger logger, string notice);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Part}: {Status}. {Description}")]
        public static partial void Part(ILogger logger, string part, HealthStatus status, string description);
    }
}
