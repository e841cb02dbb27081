namespace VoiceGateway.Calls.Live;

internal static class LiveServices
{
    public static IServiceCollection AddLiveCalls(this IServiceCollection services) => services
        .AddSingleton<LiveBoard>()
        .AddSingleton<LiveDesk>()
        .AddSingleton<TakeOvers>()
        .AddHostedService<LiveTelling>();
}
