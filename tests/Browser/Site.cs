using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Testing;
using VoiceGateway.Hosting;
using VoiceGateway.Speech;

namespace Browser;

/// <summary>The hotline as it runs for real, with its own ears and voice, and Debian's Chromium in front of it.</summary>
public sealed class Site : IAsyncLifetime
{
    // Fetching and converting the models, where no clone has done so before.
    private static readonly TimeSpan SpeechPatience = TimeSpan.FromMinutes(20);

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-site-").FullName;
    private readonly LoggedErrors errors = new();
    private RedisServer redis = null!;
    private WebApplication host = null!;
    private IPlaywright playwright = null!;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyCollection<string> Errors => errors.All;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        host = VoiceCareHost.Build(
            ["--urls=http://127.0.0.1:0", $"--Data:Path={folder}", $"--Redis:Connection={redis.Connection}"],
            builder =>
            {
                // A Monday morning: vendors are left in peace at night.
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FlowingTime(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)))));
                builder.Logging.ClearProviders().AddProvider(errors);
            });
        await host.StartAsync();
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await SpeechIsReadyAsync();
        playwright = await Playwright.CreateAsync();
    }

    /// <summary>Chromium with that WAV file for its microphone, played once from the moment the microphone is opened.</summary>
    public Task<IBrowser> OpenBrowserAsync(string microphone) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args =
        [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            $"--use-file-for-fake-audio-capture={microphone}%noloop",
        ],
    });

    /// <summary>The sentence in the house's own voice, as a telephone would carry it.</summary>
    public async Task<ReadOnlyMemory<byte>> SayAsync(string sentence) =>
        (await host.Services.GetRequiredService<ISpeechSynthesizer>().SpeakAsync(new Sentence(sentence), CancellationToken.None)).MuLaw;

    public async ValueTask DisposeAsync()
    {
        playwright.Dispose();
        await host.StopAsync();
        await host.DisposeAsync();
        await redis.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task SpeechIsReadyAsync()
    {
        var ears = host.Services.GetRequiredService<ISpeechRecognizer>();
        var voice = host.Services.GetRequiredService<ISpeechSynthesizer>();
        using var limit = new CancellationTokenSource(SpeechPatience);
        while (ears.Status.State != SpeechState.Ready || voice.Status.State != SpeechState.Ready)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
        }
    }
}
