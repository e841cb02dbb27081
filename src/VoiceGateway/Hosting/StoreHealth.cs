using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace VoiceGateway.Hosting;

/// <summary>Whether a store answers. Calls can be taken without it: then callers are put through to people.</summary>
internal sealed class StoreHealth(Func<CancellationToken, Task> ask) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await ask(cancellationToken);
            return HealthCheckResult.Healthy("answers");
        }
        catch (Exception away) when (away is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Degraded(away.Message);
        }
    }
}
