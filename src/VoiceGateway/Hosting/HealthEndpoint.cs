using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace VoiceGateway.Hosting;

/// <summary>
/// <c>GET /healthz</c>: 200 while calls can be taken (also with speech being set up), 503 when they cannot. The body names every part:
/// <c>{"status":"Healthy|Degraded|Unhealthy","parts":{"ledger":{"status":…,"description":…}}}</c>.
/// </summary>
internal static class HealthEndpoint
{
    public static void MapHealth(this WebApplication app) =>
        app.MapHealthChecks("/healthz", new HealthCheckOptions { ResponseWriter = WriteAsync });

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                parts = report.Entries.ToDictionary(
                    part => part.Key,
                    part => new { status = part.Value.Status.ToString(), description = part.Value.Description }),
            },
            context.RequestAborted);
}
