using System.ComponentModel.DataAnnotations;

namespace VoiceGateway.Hosting;

/// <summary>Where metrics and traces go. Nothing is exported while no collector is named.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>A collector that takes OTLP, e.g. http://collector:4318.</summary>
    public Uri? Collector { get; set; }

    /// <summary>http (protobuf, port 4318 by custom) or grpc (4317).</summary>
    [RegularExpression("http|grpc", ErrorMessage = "Telemetry:Protocol is neither http nor grpc: set --Telemetry:Protocol to one of them.")]
    public string Protocol { get; set; } = "http";

    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    public bool IsUsable => Collector is null || (Collector.IsAbsoluteUri && Collector.Scheme is "http" or "https");
}
