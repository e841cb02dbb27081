using VoiceGateway.Screens.DirectLine;

namespace VoiceGateway.Screens;

/// <summary>The doors beside the telephone.</summary>
internal static class ScreenServices
{
    public static IServiceCollection AddScreens(this IServiceCollection services) => services.AddDirectLine();

    public static void MapScreens(this WebApplication app) => app.MapDirectLine();
}
