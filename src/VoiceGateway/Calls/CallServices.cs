using VoiceGateway.Calls.Live;
using VoiceGateway.Calls.TurnTaking;

namespace VoiceGateway.Calls;

internal static class CallServices
{
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddOptions<CallOptions>().BindConfiguration(CallOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate<IConfiguration>(
                (calls, settings) => calls.MediaPort == 0 || (settings["urls"] ?? "").Split(';').Any(address => BindingAddress.Parse(address).Port == calls.MediaPort),
                "Calls:MediaPort is no port of --urls: add an address with it, e.g. --urls=\"http://127.0.0.1:8080;http://127.0.0.1:8090\" --Calls:MediaPort=8090.");
        return services
            .AddSingleton(_ => new Phrasebook(Path.Combine(AppContext.BaseDirectory, "prompts")))
            .AddSingleton(_ => TurnWords.Load(Path.Combine(AppContext.BaseDirectory, "prompts")))
            .AddSingleton<Switchboard>()
            .AddSingleton<OutgoingCalls>()
            .AddSingleton<LiveCalls>()
            .AddSingleton<Exchange>()
            .AddHostedService<VoicePreparation>();
    }
}
