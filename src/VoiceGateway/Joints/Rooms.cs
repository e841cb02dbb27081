using DialogBot;
using DialogBot.Understanding;
using Dispatch;
using Dispatch.Alarms;
using VoiceGateway.Calls;
using VoiceGateway.Carriers;
using VoiceGateway.LanguageModel;

namespace VoiceGateway.Joints;

/// <summary>Joins the three rooms: what one needs, another has.</summary>
internal static class Rooms
{
    private static readonly string Prompts = Path.Combine(AppContext.BaseDirectory, "prompts");

    public static IServiceCollection AddRooms(this IServiceCollection services, IConfiguration configuration) => services
        .AddDispatch(configuration)
        .AddSingleton<ICallerDirectory, RegistryCallers>()
        .AddSingleton<IOrderDesk, DeskOrders>()
        .AddSingleton<IPeople, DeskPeople>()
        .AddSingleton<IConversationStore, ShelvedConversations>()
        .AddSingleton<ICallerHabits, ShelvedHabits>()
        .AddSingleton(_ => Understander.Load(Prompts))
        .AddSingleton(LoadBot)
        // The desk knows the carriers and they know the desk: the way back is looked up when it is first gone.
        .AddSingleton<HearCall>(provider => (report, cancellation) => provider.GetRequiredService<DispatchDesk>().HearCallAsync(report, cancellation))
        .AddSingleton<HearSms>(provider => (sms, cancellation) => provider.GetRequiredService<DispatchDesk>().HearSmsAsync(sms, cancellation))
        .AddSingleton<HearDelivery>(provider => (report, cancellation) => provider.GetRequiredService<DispatchDesk>().HearDeliveryAsync(report, cancellation))
        .AddSingleton<FindLine>(provider => conversation => provider.GetRequiredService<AlarmDesk>().LineOf(conversation))
        .AddSingleton<SmsIntake>();

    private static Bot LoadBot(IServiceProvider provider) => Bot.Load(
        Prompts,
        provider.GetRequiredService<Understander>(),
        provider.GetRequiredService<ICallerDirectory>(),
        provider.GetRequiredService<IOrderDesk>(),
        provider.GetRequiredService<IPeople>(),
        provider.GetRequiredService<IConversationStore>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<Bot>>(),
        provider.SecondOpinion(Prompts));
}
