using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Testing;
using VoiceGateway.Hosting;

namespace Stories;

/// <summary>
/// The sample town with its hotline: the real host behind real HTTP and WebSockets, a real Redis, a ledger file of its own and
/// a clock that moves when told to. A story fails on any message that it did not expect and on any logged error.
/// </summary>
internal sealed class Town : IAsyncDisposable
{
    /// <summary>A Monday morning, nine o'clock.</summary>
    public static readonly DateTimeOffset MondayMorning = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-story-").FullName;
    private readonly LoggedErrors errors = new();
    private readonly IRedis redis;
    private readonly Action<IServiceCollection> configure;
    private readonly string[] settings;
    private WebApplication? host;

    private Town(IRedis redis, Action<IServiceCollection> configure, string[] settings)
    {
        this.redis = redis;
        this.configure = configure;
        this.settings = settings;
        Inboxes = new Inboxes(this);
    }

    public ManualTime Clock { get; } = new(MondayMorning.ToUniversalTime());

    public HttpClient Http { get; private set; } = new();

    public Inboxes Inboxes { get; }

    public IRedis Redis => redis;

    /// <param name="settings">As on the command line, e.g. --Calls:Silence=00:00:10.</param>
    public static Task TellAsync(Func<Town, Task> story, params string[] settings) => TellAsync(story, _ => { }, settings);

    /// <param name="configure">Replaces parts of the hotline.</param>
    public static async Task TellAsync(Func<Town, Task> story, Action<IServiceCollection> configure, params string[] settings)
    {
        await using var town = new Town(await TownRedis.BorrowAsync(), configure, settings);
        await town.StartAsync();
        try
        {
            await story(town);
        }
        catch (Exception failed) when (town.errors.All.Count > 0)
        {
            throw new InvalidOperationException($"The story failed, and this was logged: {string.Join(Environment.NewLine, town.errors.All)}", failed);
        }

        await town.Inboxes.HaveNothingUnexpectedAsync();
        await town.StopAsync();
        Assert.True(town.errors.All.Count == 0, string.Join(Environment.NewLine, town.errors.All));
    }

    /// <summary>The hotline goes down, and comes back on another port with what it has kept.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
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

    public async Task StartAsync()
    {
        host = VoiceCareHost.Build(
            [
                "--urls=http://127.0.0.1:0",
                $"--Data:Path={folder}",
                $"--Redis:Connection={redis.Connection}",
                "--Redis:Deadline=00:00:10",
                "--Speech:Local=false",
                .. settings,
            ],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                builder.Logging.ClearProviders().AddProvider(errors);
                configure(builder.Services);
            });
        await host.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

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

    /// <summary>Somebody picks up the phone of that number and dials 12349.</summary>
    public Task<Phone> CallFromAsync(string number) => Phone.DialAsync(this, number);

    /// <summary>The phone of that number rings, and is picked up.</summary>
    public Task<Phone> AnswerAsync(string number) => Phone.AnswerAsync(this, number);

    /// <summary>Somebody who had called, or called for help, is called back and picks up.</summary>
    public Task<Phone> AnswerBackAsync(string number) => Phone.AnswerAsync(this, number, self: "caller");

    /// <summary>A service of the running host, for looking at what was stored.</summary>
    public T Inside<T>()
        where T : notnull => host!.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        TownRedis.GiveBack(redis);
        Directory.Delete(folder, recursive: true);
    }
}
