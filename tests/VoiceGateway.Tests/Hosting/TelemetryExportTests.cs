using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Hosting;

namespace VoiceGateway.Tests.Hosting;

public sealed class TelemetryExportTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = new();
    private WebApplication collector = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        collector = builder.Build();
        collector.MapPost("/v1/{kind}", async (HttpContext context, string kind) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((kind, body.ToArray()));
        });
        await collector.StartAsync();
    }

    public ValueTask DisposeAsync() => collector.DisposeAsync();

    [Fact]
    public async Task What_calls_count_reaches_the_collector_that_is_named()
    {
        var export = new TelemetryExport(Options.Create(new TelemetryOptions { Collector = new Uri(collector.Urls.First()) }));
        await export.StartAsync(CancellationToken.None);

        CallMeter.Began(isQueued: true);
        CallMeter.BargedIn();
        CallMeter.Recognised(TimeSpan.FromSeconds(1));
        CallMeter.Over(normal: true);
        GatewayTelemetry.Activities.StartActivity("call")?.Dispose();
        await export.StopAsync(CancellationToken.None);

        var metrics = Received("metrics");
        Assert.All(
            ["voicecare.calls.active", "voicecare.calls.queued", "voicecare.call.barge_ins", "voicecare.call.recognition.duration"],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.Contains("VoiceCare.VoiceGateway", Received("traces"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_while_no_collector_is_named()
    {
        var export = new TelemetryExport(Options.Create(new TelemetryOptions()));
        await export.StartAsync(CancellationToken.None);
        CallMeter.BargedIn();
        await export.StopAsync(CancellationToken.None);

        Assert.Empty(received);
    }

    [Theory]
    [InlineData("http://collector:4318", true)]
    [InlineData("collector", false)]
    [InlineData("ftp://collector", false)]
    public void A_collector_that_is_no_address_is_refused(string collector, bool usable) =>
        Assert.Equal(usable, new TelemetryOptions { Collector = new Uri(collector, UriKind.RelativeOrAbsolute) }.IsUsable);

    /// <summary>Names stand in the protocol's bytes as they are.</summary>
    private string Received(string kind) => string.Concat(received.Where(each => each.Path == kind).Select(each => Encoding.Latin1.GetString(each.Body)));
}
