using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Testing;
using Testing.Twilio;
using VoiceGateway.Hosting;
using VoiceGateway.Speech;

namespace Stories.Twilio;

/// <summary>
/// The sample town with Twilio as its carrier: the real host, a real redis-server, and a Twilio that signs, retries and complains. A story
/// fails on anything that Twilio did not expect, and on any logged error.
/// </summary>
internal sealed class TwilioTown : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-twilio-").FullName;
    private readonly RedisServer redis;
    private readonly Action<IServiceCollection> configure;
    private readonly string[] settings;
    private WebApplication? host;

    private TwilioTown(RedisServer redis, FakeTwilio twilio, Action<IServiceCollection> configure, string[] settings)
    {
        this.redis = redis;
        this.configure = configure;
        Twilio = twilio;
        this.settings = settings;
    }

    public FakeTwilio Twilio { get; }

    public WrittenVoice Voice { get; } = new();

    public LoggedErrors Errors { get; } = new();

    public ManualTime Clock { get; } = new(Town.MondayMorning.ToUniversalTime());

    public static Task TellAsync(Func<TwilioTown, Task> story, params string[] settings) => TellAsync(story, _ => { }, settings);

    /// <param name="configure">Replaces parts of the hotline.</param>
    public static async Task TellAsync(Func<TwilioTown, Task> story, Action<IServiceCollection> configure, params string[] settings)
    {
        await using var town = new TwilioTown(await RedisServer.StartAsync(), await FakeTwilio.StartAsync(), configure, settings);
        await town.StartAsync();
        try
        {
            await story(town);
        }
        catch (Exception failed) when (!town.Twilio.Faults.IsEmpty || town.Errors.All.Count > 0)
        {
            throw new InvalidOperationException($"The story failed, and there was: {string.Join(Environment.NewLine, [.. town.Twilio.Faults, .. town.Errors.All])}", failed);
        }

        await town.Twilio.SettleAsync();
        await town.StopAsync();
        Assert.Empty(town.Twilio.Faults);
        Assert.Empty(town.Errors.All);
    }

    public async Task StartAsync()
    {
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "Twilio__AuthToken"), FakeTwilio.AuthToken);
        await File.WriteAllTextAsync(Path.Combine(secrets, "Twilio__OtherAuthToken"), FakeTwilio.OtherAuthToken);
        host = VoiceCareHost.Build(
            [
                "--urls=http://127.0.0.1:0",
                $"--Data:Path={folder}",
                $"--Redis:Connection={redis.Connection}",
                "--Speech:Local=false",
                "--Carrier=twilio",
                $"--Secrets:Path={secrets}",
                $"--Twilio:AccountSid={FakeTwilio.AccountSid}",
                $"--Twilio:Number={FakeTwilio.Number}",
                $"--Twilio:PublicUrl={FakeTwilio.PublicUrl}",
                $"--Twilio:ApiUrl={Twilio.ApiUrl}",
                .. settings,
            ],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                builder.Services.Replace(ServiceDescriptor.Singleton<ISpeechRecognizer>(Voice));
                builder.Services.Replace(ServiceDescriptor.Singleton<ISpeechSynthesizer>(Voice));
                builder.Services.Replace(ServiceDescriptor.Singleton<IVoiceActivityFactory>(Voice));
                configure(builder.Services);
                builder.Logging.ClearProviders().AddProvider(Errors);
            });
        VoiceCareHost.CheckSettings(host);
        await host.StartAsync();
        Twilio.Hotline = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async Task StopAsync()
    {
        if (host is not null)
        {
            await host.StopAsync();
            await host.DisposeAsync();
            host = null;
        }
    }

    /// <summary>Lets time pass until something is there.</summary>
    public Task<T> UntilAsync<T>(Func<T?> look, string missing)
        where T : class =>
        Patience.UntilAsync(Clock, () => Task.FromResult(look()), () => $"{missing}. Said: {Voice.Said}. Faults: {string.Join("; ", Twilio.Faults)}");

    public Task UntilAsync(Func<bool> happened, string missing) => UntilAsync(() => happened() ? "yes" : null, missing);

    /// <summary>Time goes by, in small steps, so that whatever waits for a moment on the way has its turn.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        const int Steps = 60;
        for (var step = 0; step < Steps; step++)
        {
            Clock.Advance(time / Steps);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    /// <summary>Waits until Twilio was given a message to that phone with all these words.</summary>
    public Task<TwilioRequest> GetsMessageAsync(string phone, params string[] words) => UntilAsync(
        () => Twilio.Messages.FirstOrDefault(message => message.Field("To") == phone && words.All(word => message.Field("Body").Contains(word, StringComparison.Ordinal))),
        $"{phone} got no message with {string.Join(", ", words)}");

    /// <summary>Waits until Twilio was given an offer for anybody.</summary>
    public Task<TwilioRequest> SomebodyGetsMessageAsync(params string[] words) => UntilAsync(
        () => Twilio.Messages.LastOrDefault(message => words.All(word => message.Field("Body").Contains(word, StringComparison.Ordinal))),
        $"nobody got a message with {string.Join(", ", words)}");

    /// <summary>Waits until the hotline calls that phone, and picks up.</summary>
    public async Task<FakeTwilioCall> PicksUpAsync(string phone)
    {
        var call = await UntilAsync(() => Twilio.Calls.FirstOrDefault(call => call.To == phone && call is { Request: not null, IsOver: false }), $"{phone} was not called");
        call.PickUp();
        return call;
    }

    /// <summary>A service of the running host, for looking at what was stored.</summary>
    public T Inside<T>()
        where T : notnull => host!.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Twilio.DisposeAsync();
        await redis.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
