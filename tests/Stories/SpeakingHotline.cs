using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Testing;
using VoiceGateway.Hosting;
using VoiceGateway.Speech;

namespace Stories;

/// <summary>The hotline as it runs for real, with its own ears and voice, on a Monday morning at nine: vendors are left in peace at night.</summary>
public sealed class SpeakingHotline : IAsyncLifetime
{
    // Fetching and converting the models, where no clone has done so before.
    private static readonly TimeSpan SpeechPatience = TimeSpan.FromMinutes(20);

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-speaking-").FullName;
    private readonly LoggedErrors errors = new();
    private RedisServer redis = null!;
    private WebApplication host = null!;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyCollection<string> Errors => errors.All;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        host = VoiceCareHost.Build(
            ["--urls=http://127.0.0.1:0", $"--Data:Path={folder}", $"--Redis:Connection={redis.Connection}"],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FlowingTime(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)))));
                builder.Logging.ClearProviders().AddProvider(errors);
            });
        await host.StartAsync();
        Address = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await SpeechIsReadyAsync();
    }

    public T Inside<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>The sentence in the house's own voice, as a telephone would carry it: 8 kHz µ-law.</summary>
    public async Task<ReadOnlyMemory<byte>> SayAsync(string sentence) =>
        (await host.Services.GetRequiredService<ISpeechSynthesizer>().SpeakAsync(new Sentence(sentence), CancellationToken.None)).MuLaw;

    public async ValueTask DisposeAsync()
    {
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
