using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace VoiceGateway.Hosting;

/// <summary>The one meter and the one activity source of this project.</summary>
internal static class GatewayTelemetry
{
    public const string Name = "VoiceCare.VoiceGateway";

    public static readonly Meter Meter = new(Name);

    public static readonly ActivitySource Activities = new(Name);
}
