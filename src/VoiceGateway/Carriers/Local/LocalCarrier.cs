using Dispatch;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;
using VoiceGateway.Hosting;

namespace VoiceGateway.Carriers.Local;

/// <summary>
/// The carrier that needs no contract: the town's phones are web pages on this machine, /phone to call and be called, /sms to read
/// and write messages. In use for what no other carrier is configured for.
/// </summary>
internal static class LocalCarrier
{
    public static IServiceCollection AddLocalCarrier(this IServiceCollection services, CarrierChoice choice)
    {
        services
            .AddSingleton(provider => new MessageStore(provider.GetRequiredService<IOptions<DataOptions>>().Value.File("local/messages.jsonl")))
            .AddSingleton<TownEvents>()
            .AddSingleton<Town>()
            .AddSingleton<LocalPhoneLine>();
        if (choice.Calls == CarrierChoice.Local)
        {
            services
                .AddSingleton<IPhoneLine>(provider => provider.GetRequiredService<LocalPhoneLine>())
                .AddSingleton<AdmitStream>(_ => true)
                .AddSingleton<NoteEnd>((_, _) => Task.CompletedTask)
                .AddSingleton(new StartNotice("Call 12349 at {address}/phone"));
        }

        if (choice.Messages == CarrierChoice.Local)
        {
            services
                .AddSingleton<ISmsSender, LocalSmsSender>()
                .AddSingleton(new StartNotice("Read and answer messages at {address}/sms"));
        }

        return services;
    }

    public static void MapLocalCarrier(this WebApplication app)
    {
        app.MapLocalPages();
        app.MapLocalPhones();
        app.MapLocalMessages();
    }
}
