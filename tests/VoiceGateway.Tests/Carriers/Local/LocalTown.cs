using System.Collections.Concurrent;
using Dispatch;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing;
using VoiceGateway.Carriers;
using VoiceGateway.Carriers.Local;

namespace VoiceGateway.Tests.Carriers.Local;

/// <summary>The local carrier's messages over real HTTP; the desk behind it writes down what it hears.</summary>
internal sealed class LocalTown : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private LocalTown(string folder)
    {
        this.folder = folder;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(new MessageStore(Path.Combine(folder, "messages.jsonl")));
        builder.Services.AddSingleton<TownEvents>().AddSingleton<SmsIntake>().AddSingleton<LocalSmsSender>();
        builder.Services.AddSingleton<HearSms>(HearAsync);
        app = builder.Build();
        app.MapLocalMessages();
    }

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public ConcurrentQueue<IncomingSms> Heard { get; } = new();

    /// <summary>The desk cannot be reached.</summary>
    public bool DeskIsAway { get; set; }

    public LocalSmsSender Sender => app.Services.GetRequiredService<LocalSmsSender>();

    public MessageStore Store => app.Services.GetRequiredService<MessageStore>();

    public TownEvents Events => app.Services.GetRequiredService<TownEvents>();

    public static async Task<LocalTown> OpenAsync(string? folder = null)
    {
        var town = new LocalTown(folder ?? Directory.CreateTempSubdirectory("voicecare-town-").FullName);
        await town.app.StartAsync();
        return town;
    }

    public HttpClient Page() => new() { BaseAddress = new Uri(app.Urls.First()) };

    /// <summary>Closes, and opens again on the same files.</summary>
    public async Task<LocalTown> RestartAsync()
    {
        await app.DisposeAsync();
        return await OpenAsync(folder);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private Task HearAsync(IncomingSms sms, CancellationToken cancellation)
    {
        if (DeskIsAway)
        {
            throw new IOException("The desk is away.");
        }

        Heard.Enqueue(sms);
        return Task.CompletedTask;
    }
}
