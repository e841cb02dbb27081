using DialogBot;
using DialogBot.Understanding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;
using VoiceGateway.LanguageModel;
using VoiceGateway.Tests.Calls;

namespace VoiceGateway.Tests.LanguageModel;

/// <summary>A call to the real bot, whose second opinion is asked over real HTTP of a server that answers as the test tells it.</summary>
internal sealed class UnsureCall : IAsyncDisposable
{
    private static readonly string Prompts = Path.Combine(AppContext.BaseDirectory, "prompts");
    private static readonly Lazy<Understander> Understanding = new(() => Understander.Load(Prompts));
    private readonly ServiceProvider services;
    private readonly IncomingCall call;
    private readonly Bot bot;
    private int turns;

    private UnsureCall(ChatServer server, string from)
    {
        call = new IncomingCall("CA1", from, "phone", "guilin");
        Server = server;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["LanguageModel:Endpoint"] = server.Endpoint,
            ["LanguageModel:Model"] = "qwen3-4b",
        }).Build();
        services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddLanguageModel()
            .BuildServiceProvider();
        bot = Bot.Load(Prompts, Understanding.Value, Town, Town, Town, Town, Clock, NullLogger<Bot>.Instance, services.SecondOpinion(Prompts));
    }

    public ChatServer Server { get; }

    // A Monday, ten in the morning in Guilin.
    public ManualTime Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public Town Town { get; } = new();

    public static async Task<UnsureCall> DialAsync(string from = Town.ElderPhone)
    {
        var unsure = new UnsureCall(await ChatServer.StartAsync(), from);
        await unsure.bot.OpenAsync(unsure.call, CancellationToken.None);
        return unsure;
    }

    public Task<Reply> SaysAsync(string words) => bot.HearAsync(call, Utterance.Typed(words, $"t{++turns}"), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
