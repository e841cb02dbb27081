using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VoiceGateway.Speech.Activity;
using VoiceGateway.Speech.Azure;
using VoiceGateway.Speech.OpenAi;
using VoiceGateway.Speech.Order;
using VoiceGateway.Speech.Recognising;
using VoiceGateway.Speech.Remote;
using VoiceGateway.Speech.SetUp;
using VoiceGateway.Speech.Voices;

namespace VoiceGateway.Speech;

/// <summary>The front door of speech: ears, mouth and voice activity on this machine's own processor, and engines on other machines.</summary>
public static class SpeechServices
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Telemetry = SpeechMeters.Name;

    /// <summary>A sentence of half a minute at 48 kHz, and no more.</summary>
    private const int LargestAnswer = 4 << 20;

    /// <summary>
    /// Adds <see cref="ISpeechRecognizer"/>, <see cref="ISpeechSynthesizer"/> and <see cref="IVoiceActivityFactory"/>, and a background
    /// service that sets the local engine up. They answer "not ready" until it is; nothing waits for it.
    /// </summary>
    /// <param name="configuration">Its section <see cref="SpeechOptions.Section"/> is read; wrong settings stop the start.</param>
    public static IServiceCollection AddSpeech(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<SpeechOptions>().Bind(configuration.GetSection(SpeechOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SpeechOptions>, SpeechOptionsCheck>();
        services.AddSingleton(_ => SpeechKnowledge.Load());
        services.AddSingleton(provider => new SpeechFolder(Root(Options(provider))));
        services.AddSingleton(provider => new SaidSentences(
            Path.Combine(provider.GetRequiredService<SpeechFolder>().Root, "said"),
            (long)Options(provider).VoiceMemoryMegabytes << 20,
            (long)Options(provider).VoiceDiskMegabytes << 20));
        services.AddLocal();
        services.AddAzure(configuration);
        services.AddOpenAi(configuration);
        services.AddSingleton<IReadOnlyList<NamedRecognizer>>(provider =>
            [.. EngineNames.In(Options(provider).Recognizers).Select(name => new NamedRecognizer(name, provider.GetRequiredKeyedService<ISpeechRecognizer>(name)))]);
        services.AddSingleton<ISpeechRecognizer>(provider => new RecognizersInOrder(
            provider.GetRequiredService<IReadOnlyList<NamedRecognizer>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISpeechSynthesizer>(provider => new SynthesizersInOrder(
            [.. EngineNames.In(Options(provider).Synthesizers).Select(name => provider.GetRequiredKeyedService<ISpeechSynthesizer>(name))]));
        return services;
    }

    private static void AddLocal(this IServiceCollection services)
    {
        services.AddSingleton<LocalRecognizer>();
        services.AddKeyedSingleton<ISpeechRecognizer>(EngineNames.Local, (provider, _) => provider.GetRequiredService<LocalRecognizer>());
        services.AddSingleton(provider => new LocalSynthesizer(
            provider.GetRequiredService<IOptions<SpeechOptions>>(),
            provider.GetRequiredService<SaidSentences>(),
            () => provider.GetRequiredService<LocalRecognizer>().IsBusy,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LocalSynthesizer>>()));
        services.AddKeyedSingleton<ISpeechSynthesizer>(EngineNames.Local, (provider, _) => provider.GetRequiredService<LocalSynthesizer>());
        services.AddSingleton<VoiceActivityFactory>();
        services.AddSingleton<IVoiceActivityFactory>(provider => provider.GetRequiredService<VoiceActivityFactory>());
        services.AddSingleton<SpeechEngines>();
        services.AddHostedService<SpeechSetUpService>();
    }

    private static void AddAzure(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AzureSpeechOptions>().Bind(configuration.GetSection(AzureSpeechOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AzureSpeechOptions>, AzureSpeechOptionsCheck>();
        services.AddRemote<AzureSpeechOptions>(
            EngineNames.Azure, options => (options.Patience, options.AtOnce), options => new AzureRecognition(options), options => new AzureSynthesis(options));
    }

    private static void AddOpenAi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OpenAiSpeechOptions>().Bind(configuration.GetSection(OpenAiSpeechOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OpenAiSpeechOptions>, OpenAiSpeechOptionsCheck>();
        services.AddRemote<OpenAiSpeechOptions>(
            EngineNames.OpenAi, options => (options.Patience, options.AtOnce), options => new OpenAiTranscription(options), options => new OpenAiVoice(options));
    }

    /// <summary>Ears and voice of one server. Each has a guard of its own: a voice that fails says nothing of the ears.</summary>
    private static void AddRemote<TOptions>(
        this IServiceCollection services,
        string name,
        Func<TOptions, (TimeSpan Patience, int AtOnce)> limits,
        Func<TOptions, IRecognitionProtocol> recognition,
        Func<TOptions, ISynthesisProtocol> synthesis)
        where TOptions : class
    {
        services.AddKeyedSingleton(name, (_, _) => new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
        {
            // The guard's patience ends a request.
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        });
        services.AddKeyedSingleton<ISpeechRecognizer>(name, (provider, _) => new RemoteRecognizer(
            recognition(Settings(provider)),
            provider.GetRequiredKeyedService<HttpClient>(name),
            Guard(provider),
            provider.GetRequiredService<SpeechKnowledge>().Recognition,
            provider.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton<ISpeechSynthesizer>(name, (provider, _) => new RemoteSynthesizer(
            synthesis(Settings(provider)),
            provider.GetRequiredKeyedService<HttpClient>(name),
            Guard(provider),
            provider.GetRequiredService<SaidSentences>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RemoteSynthesizer>>()));

        static TOptions Settings(IServiceProvider provider) => provider.GetRequiredService<IOptions<TOptions>>().Value;

        RemoteEngineGuard Guard(IServiceProvider provider)
        {
            var (patience, atOnce) = limits(Settings(provider));
            return new RemoteEngineGuard(name, patience, atOnce, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RemoteEngineGuard>>());
        }
    }

    private static SpeechOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<SpeechOptions>>().Value;

    private static string Root(SpeechOptions options) => options.Folder.Length > 0 ? options.Folder : SpeechFolder.DefaultRoot();
}
