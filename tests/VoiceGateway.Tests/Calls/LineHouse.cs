using DialogBot;
using DialogBot.Understanding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;
using VoiceGateway.Calls;
using VoiceGateway.Carriers.Local;
using VoiceGateway.Speech;

namespace VoiceGateway.Tests.Calls;

/// <summary>The real line with the real bot over a real WebSocket; its clock, its engine and what stands behind the bot are the test's.</summary>
internal sealed class LineHouse : IAsyncDisposable
{
    private static readonly string Prompts = Path.Combine(AppContext.BaseDirectory, "prompts");
    private static readonly Lazy<Understander> Understanding = new(() => Understander.Load(Prompts));

    private readonly WebApplication app;

    private LineHouse(Action<CallOptions>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddCalls();
        builder.Services.Configure<CallOptions>(options => configure?.Invoke(options));
        builder.Services.AddSingleton<TownEvents>().AddSingleton<LocalPhoneLine>();
        builder.Services.AddSingleton<AdmitStream>(_ => true).AddSingleton<NoteEnd>((_, _) => Task.CompletedTask);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<ISpeechRecognizer>(Engine).AddSingleton<ISpeechSynthesizer>(Engine).AddSingleton<IVoiceActivityFactory>(Engine);
        builder.Services.AddSingleton<IPeople>(Town).AddSingleton<ICallerHabits>(Town).AddSingleton<HearCall>(Town.HearCallAsync);
        builder.Services.AddSingleton(provider => Bot.Load(
            Prompts, Understanding.Value, Town, Town, Town, Town, Time, provider.GetRequiredService<ILogger<Bot>>()));
        app = builder.Build();
        app.UseWebSockets();
        app.MapMedia();
    }

    // A Monday, ten in the morning in Guilin.
    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public ScriptedEngine Engine { get; } = new();

    public Town Town { get; } = new();

    public Uri Address => new(app.Urls.First());

    public Switchboard Switchboard => app.Services.GetRequiredService<Switchboard>();

    public LocalPhoneLine PhoneLine => app.Services.GetRequiredService<LocalPhoneLine>();

    public static async Task<LineHouse> OpenAsync(Action<CallOptions>? configure = null)
    {
        var house = new LineHouse(configure);
        await house.app.StartAsync();
        return house;
    }

    /// <summary>Lets time pass until something has happened.</summary>
    public async Task UntilAsync(Func<bool> happened, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(happened))] string what = "")
    {
        for (var step = 0; step < 10_000; step++)
        {
            if (happened())
            {
                return;
            }

            // The line works in between, on its own threads.
            if (await TheLineHadItsTurnAsync() && !happened())
            {
                Time.Advance(TimeSpan.FromMilliseconds(100));
            }
        }

        Assert.Fail($"It did not happen in a long time: {what}");
    }

    // While the machine is busy elsewhere the line gets no turn either: the house's time, fifty times as fast as ours, then stands still.
    private static async Task<bool> TheLineHadItsTurnAsync()
    {
        var since = TimeProvider.System.GetTimestamp();
        await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        return ThreadPool.PendingWorkItemCount == 0 && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromMilliseconds(10);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
