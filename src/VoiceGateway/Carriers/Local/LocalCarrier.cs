using Dispatch;
using Microsoft.Extensions.Options;
using VoiceGateway.Hosting;

namespace VoiceGateway.Carriers.Local;

/// <summary>
/// The carrier that needs no contract: the town's phones are web pages on this machine, /phone to call and be called, /sms to read
/// and write messages. In use while no other carrier is configured.
/// </summary>
internal static class LocalCarrier
{
    public static IServiceCollection AddLocalCarrier(this IServiceCollection services) => services
        .AddSingleton(provider => new MessageStore(provider.GetRequiredService<IOptions<DataOptions>>().Value.File("local/messages.jsonl")))
        .AddSingleton<TownEvents>()
        .AddSingleton<Town>()
        .AddSingleton<LocalPhoneLine>()
        .AddSingleton<IPhoneLine>(provider => provider.GetRequiredService<LocalPhoneLine>())
        .AddSingleton<ISmsSender, LocalSmsSender>();

    public static void MapLocalCarrier(this WebApplication app)
    {
        app.MapLocalPages();
        app.MapLocalPhones();
        app.MapLocalMessages();
    }
}
