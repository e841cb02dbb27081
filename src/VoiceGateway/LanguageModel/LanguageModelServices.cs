using System.ClientModel;
using System.ClientModel.Primitives;
using DialogBot.Understanding.SecondOpinions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OpenAI;

namespace VoiceGateway.LanguageModel;

/// <summary>Makes the client of whichever model is configured; DialogBot asks it and knows no server.</summary>
internal static class LanguageModelServices
{
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
        return options.IsOn
            ? DialogBot.Understanding.SecondOpinions.SecondOpinion.Load(
                Client(options), prompts, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SecondOpinion>>())
            : null;
    }

    private static IChatClient Client(LanguageModelOptions options) => new OpenAIClient(
        new ApiKeyCredential(options.Key.Length > 0 ? options.Key : NoKey),
        new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Endpoint),
            // A caller waits: a second try would come too late, and the first failure is what opens the circuit.
            RetryPolicy = new ClientRetryPolicy(0),
        }).GetChatClient(options.Model).AsIChatClient();
}
