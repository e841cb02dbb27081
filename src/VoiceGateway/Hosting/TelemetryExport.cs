using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace VoiceGateway.Hosting;

/// <summary>Sends what every room counts and traces to a collector, by OpenTelemetry's protocol; what is not sent yet goes out at the end.</summary>
internal sealed class TelemetryExport(IOptions<TelemetryOptions> options) : IHostedService
{
    // Every room names its meter and its source so.
    private const string Rooms = "VoiceCare.*";

    private readonly TelemetryOptions settings = options.Value;
    private MeterProvider? metrics;
    private TracerProvider? traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Collector is not { } collector)
        {
            return Task.CompletedTask;
        }

        var service = ResourceBuilder.CreateDefault().AddService("voicecare");
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(service)
            .AddMeter(Rooms, "System.Runtime")
            .AddOtlpExporter((exporter, reader) =>
            {
                Address(exporter, collector, "v1/metrics");
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)settings.Interval.TotalMilliseconds;
            })
            .Build();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(service)
            .AddSource(Rooms)
            .AddOtlpExporter(exporter => Address(exporter, collector, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        metrics?.Dispose();
        traces?.Dispose();
        return Task.CompletedTask;
    }

    private void Address(OtlpExporterOptions exporter, Uri collector, string path)
    {
        (exporter.Protocol, exporter.Endpoint) = settings.Protocol == "grpc"
            ? (OtlpExportProtocol.Grpc, collector)
            : (OtlpExportProtocol.HttpProtobuf, new Uri($"{collector.ToString().TrimEnd('/')}/{path}"));
    }
}
