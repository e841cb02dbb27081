using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using VoiceGateway.Speech.Activity;
using VoiceGateway.Speech.Recognising;
using VoiceGateway.Speech.SetUp;
using VoiceGateway.Speech.Voices;

namespace VoiceGateway.Speech;

/// <summary>The front door of local speech: ears, mouth and voice activity on this machine's own processor.</summary>
public static class LocalSpeech
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Telemetry = SpeechMeters.Name;

    /// <summary>
    /// Adds <see cref="ISpeechRecognizer"/>, <see cref="ISpeechSynthesizer"/> and <see cref="IVoiceActivityFactory"/>, and a background
    /// service that sets the engine up. They answer "not ready" until it is; nothing waits for it.
    /// </summary>
    /// <param name="configuration">Its section <see cref="SpeechOptions.Section"/> is read; wrong settings stop the start.</param>
    public static IServiceCollection AddLocalSpeech(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SpeechOptions>().Bind(configuration.GetSection(SpeechOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SpeechOptions>, SpeechOptionsCheck>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => SpeechKnowledge.Load());
        services.AddSingleton(provider => new SpeechFolder(Root(Options(provider))));
        services.AddSingleton(provider => new SaidSentences(
            Path.Combine(provider.GetRequiredService<SpeechFolder>().Root, "said"),
            (long)Options(provider).VoiceMemoryMegabytes << 20,
            (long)Options(provider).VoiceDiskMegabytes << 20));
        services.AddSingleton<LocalRecognizer>();
        services.AddSingleton<ISpeechRecognizer>(provider => provider.GetRequiredService<LocalRecognizer>());
        services.AddSingleton(provider => new LocalSynthesizer(
            provider.GetRequiredService<IOptions<SpeechOptions>>(),
            provider.GetRequiredService<SaidSentences>(),
            () => provider.GetRequiredService<LocalRecognizer>().IsBusy,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LocalSynthesizer>>()));
        services.AddSingleton<ISpeechSynthesizer>(provider => provider.GetRequiredService<LocalSynthesizer>());
        services.AddSingleton<VoiceActivityFactory>();
        services.AddSingleton<IVoiceActivityFactory>(provider => provider.GetRequiredService<VoiceActivityFactory>());
        services.AddSingleton<SpeechEngines>();
        services.AddHostedService<SpeechSetUpService>();
        return services;
    }

    private static SpeechOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<SpeechOptions>>().Value;

    private static string Root(SpeechOptions options) => options.Folder.Length > 0 ? options.Folder : SpeechFolder.DefaultRoot();
}
