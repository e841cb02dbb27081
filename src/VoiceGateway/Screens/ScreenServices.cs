using VoiceGateway.Screens.Assistants;
using VoiceGateway.Screens.DirectLine;
using VoiceGateway.Screens.DuerOs;
using VoiceGateway.Screens.Genie;
using VoiceGateway.Screens.Touch;
using VoiceGateway.Screens.XiaoAi;

namespace VoiceGateway.Screens;

/// <summary>The doors beside the telephone.</summary>
internal static class ScreenServices
{
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddOptions<AssistantOptions>().BindConfiguration(AssistantOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<SeenRequests>()
            .AddSingleton<AssistantDesk>()
            .AddHostedService(provider => provider.GetRequiredService<AssistantDesk>())
            .AddDirectLine()
            .AddDuerOs()
            .AddGenie()
            .AddXiaoAi()
            .AddTouch();
    }

    public static void MapScreens(this WebApplication app)
    {
        app.MapDirectLine();
        app.MapDuerOs();
        app.MapGenie();
        app.MapXiaoAi();
        app.MapTouch();
    }
}
