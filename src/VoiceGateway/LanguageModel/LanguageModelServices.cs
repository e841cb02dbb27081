using System.ClientModel;
using System.ClientModel.Primitives;
using DialogBot.Understanding.SecondOpinions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;
using VoiceGateway.Hosting;

namespace VoiceGateway.LanguageModel;

/// <summary>Makes the client of whichever model is configured; DialogBot asks it and knows no server.</summary>
internal static class LanguageModelServices
{
    public const string Key = LanguageModelOptions.Section + ":Key";

    /// <summary>Servers of one's own often want no key; the client wants to send one.</summary>
    private const string NoKey = "none";

    public static IServiceCollection AddLanguageModel(this IServiceCollection services)
    {
        services.AddOptions<LanguageModelOptions>().BindConfiguration(LanguageModelOptions.Section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<LanguageModelOptions>, LanguageModelOptionsCheck>();
    }

    /// <returns>Null where no model is configured: the rules are alone.</returns>
    public static SecondOpinion? SecondOpinion(this IServiceProvider provider, string prompts)
    {
        var options = provider.GetRequiredService<IOptions<LanguageModelOptions>>().Value;
        var key = Secret.Find(provider.GetRequiredService<IConfiguration>(), Key).Value;
        return options.IsOn
            ? DialogBot.Understanding.SecondOpinions.SecondOpinion.Load(
                Client(options, key), prompts, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SecondOpinion>>())
            : null;
    }

    private static IChatClient Client(LanguageModelOptions options, string? key) => new OpenAIClient(
        new ApiKeyCredential(key ?? NoKey),
        new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Endpoint),
            // A caller waits: a second try would come too late, and the first failure is what opens the circuit.
            RetryPolicy = new ClientRetryPolicy(0),
        }).GetChatClient(options.Model).AsIChatClient();
}
