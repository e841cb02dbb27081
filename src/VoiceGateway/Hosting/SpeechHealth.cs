using Microsoft.Extensions.Diagnostics.HealthChecks;
using VoiceGateway.Speech;

namespace VoiceGateway.Hosting;

/// <summary>How an engine stands. Calls can be taken without it: then captions, keys and people carry them.</summary>
internal sealed class SpeechHealth(Func<SpeechStatus> status) : IHealthCheck
{
    public const string Ears = "ears";
    public const string Voice = "voice";
    public const string State = "state";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = status();
        var state = new Dictionary<string, object> { [State] = now.State.ToString() };
        return Task.FromResult(now.IsReady ? HealthCheckResult.Healthy(now.Detail, state) : HealthCheckResult.Degraded(now.Detail, data: state));
    }
}
