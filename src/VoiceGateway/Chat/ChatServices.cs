using VoiceGateway.Chat.Linking;

namespace VoiceGateway.Chat;

internal static class ChatServices
{
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<ChatOptions>().BindConfiguration(ChatOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton(_ => ChatLines.Load(Path.Combine(AppContext.BaseDirectory, "prompts")))
            .AddSingleton<ChatBells>()
            .AddSingleton<ChatBoard>()
            .AddHostedService(provider => provider.GetRequiredService<ChatBoard>())
            .AddSingleton<ChatBook>()
            .AddSingleton<ChatQueue>()
            .AddSingleton<LinkCodes>()
            .AddSingleton<ElderLinks>()
            .AddSingleton<CodeMessenger>()
            .AddSingleton<Introductions>()
            .AddSingleton<ChatReception>()
            .AddSingleton<ChatDesk>();
    }
}
