using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Dispatch;

/// <summary>The one meter and the one activity source of this project.</summary>
internal static class DispatchTelemetry
{
    public const string Name = "VoiceCare.Dispatch";

    public static readonly Meter Meter = new(Name);

    public static readonly ActivitySource Activities = new(Name);
}
