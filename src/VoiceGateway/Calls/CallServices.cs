using VoiceGateway.Calls.TurnTaking;

namespace VoiceGateway.Calls;

internal static class CallServices
{
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddOptions<CallOptions>().BindConfiguration(CallOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton(_ => new Phrasebook(Path.Combine(AppContext.BaseDirectory, "prompts")))
            .AddSingleton(_ => TurnWords.Load(Path.Combine(AppContext.BaseDirectory, "prompts")))
            .AddSingleton<Switchboard>()
            .AddSingleton<OutgoingCalls>()
            .AddSingleton<Exchange>()
            .AddHostedService<VoicePreparation>();
    }
}
