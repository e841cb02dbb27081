using Dispatch.Queue;
using Dispatch.Registry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using VoiceGateway.Speech;

namespace VoiceGateway.Hosting;

/// <summary>
/// <c>GET /healthz</c>: 200 while calls can be taken, which they can without any one of the parts. The body names them all:
/// <c>{"status":"Healthy|Degraded","parts":{"ears":{"status":"Degraded","state":"Ready|SettingUp|Absent","description":"…"},"ledger":{…}}}</c>.
/// </summary>
internal static class HealthEndpoint
{
    private const string NothingThere = "-";

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .Add(Check("ledger", provider => new StoreHealth(token => provider.GetRequiredService<ElderDirectory>().FindAsync(NothingThere, token))))
        .Add(Check("redis", provider => new StoreHealth(token => provider.GetRequiredService<StateShelf>().TakeAsync(NothingThere, token))))
        .Add(Check(SpeechHealth.Ears, provider => new SpeechHealth(() => provider.GetRequiredService<ISpeechRecognizer>().Status)))
        .Add(Check(SpeechHealth.Voice, provider => new SpeechHealth(() => provider.GetRequiredService<ISpeechSynthesizer>().Status)));

    public static void MapHealth(this WebApplication app) =>
        app.MapHealthChecks("/healthz", new HealthCheckOptions { ResponseWriter = WriteAsync });

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString(),
                parts = report.Entries.ToDictionary(
                    part => part.Key,
                    part => new
                    {
                        status = part.Value.Status.ToString(),
                        state = part.Value.Data.GetValueOrDefault(SpeechHealth.State),
                        description = part.Value.Description,
                    }),
            },
            context.RequestAborted);

    private static HealthCheckRegistration Check(string part, Func<IServiceProvider, IHealthCheck> check) => new(part, check, null, null);
}
