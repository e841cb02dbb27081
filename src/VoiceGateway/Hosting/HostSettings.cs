using Microsoft.Extensions.Logging.Console;
using VoiceGateway.Calls;
using VoiceGateway.Media.Beat;

namespace VoiceGateway.Hosting;

internal static class HostSettings
{
    public static void BindLoopbackByDefault(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration["urls"] ?? builder.Configuration["http_ports"];
        if (string.IsNullOrEmpty(configured))
        {
            builder.WebHost.UseUrls("http://localhost:8080");
        }
    }

    public static void AddMediaPort(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetSection(CallOptions.Section).GetValue<int>(nameof(CallOptions.MediaPort)) is > 0 and var port)
        {
            builder.Services.AddMediaPort(port);
        }
    }

    public static void AddReadableLog(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders()
            .AddConsoleFormatter<ReadableConsole, ConsoleFormatterOptions>()
            .AddConsole(console => console.FormatterName = ReadableConsole.FormatterName);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);
        // Every part is reported by Welcome and /healthz already.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // That the keys of the console's cookies lie in a folder of ours is what we want.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // What keeps the host from starting is thrown to the command, which says it in one sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryOptions>()
            .BindConfiguration(TelemetryOptions.Section)
            .ValidateDataAnnotations()
            .Validate(telemetry => telemetry.IsUsable, "Telemetry:Collector is no address: set --Telemetry:Collector to one that takes OTLP, e.g. http://collector:4318.")
            .ValidateOnStart();
        builder.Services.AddHostedService<TelemetryExport>();
    }

    public static void AddData(this WebApplicationBuilder builder) =>
        builder.Services.AddOptions<DataOptions>()
            .BindConfiguration(DataOptions.Section)
            .Validate(data => data.TryCreate(), "Data:Path is not a directory that can be written: set --Data:Path to one, e.g. --Data:Path=/srv/voicecare.")
            .ValidateOnStart();
}
