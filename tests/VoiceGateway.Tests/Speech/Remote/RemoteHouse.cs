using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using VoiceGateway.Speech;

namespace VoiceGateway.Tests.Speech.Remote;

/// <summary>The speech of a house without an engine of its own, its clock the test's, with two servers to ask: Azure first, then another.</summary>
internal sealed class RemoteHouse : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-remote-").FullName;
    private readonly ServiceProvider services;

    private RemoteHouse(AzureServer azure, OpenAiServer openAi, IEnumerable<(string Key, string? Value)> settings)
    {
        (Azure, OpenAi) = (azure, openAi);
        var all = new Dictionary<string, string?>
        {
            ["Speech:Local"] = "false",
            ["Speech:Folder"] = folder,
            ["Speech:Recognizers"] = "azure,openai,local",
            ["Speech:Synthesizers"] = "azure,openai,local",
            ["Speech:Azure:Endpoint"] = Azure.Address,
            ["Speech:OpenAi:Endpoint"] = OpenAi.Address + "/v1",
            ["Speech:OpenAi:Model"] = "sensevoice",
            ["Speech:OpenAi:VoiceModel"] = "cosyvoice",
            ["Speech:OpenAi:Voice"] = "laolao",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSpeech(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            // Secrets are taken from the environment only; what that holds is the process's.
            .PostConfigure<VoiceGateway.Speech.Azure.AzureSpeechOptions>(options => options.Key = AzureServer.Key)
            .PostConfigure<VoiceGateway.Speech.OpenAi.OpenAiSpeechOptions>(options => options.Key = "openai-key")
            .BuildServiceProvider();
    }

    public AzureServer Azure { get; }

    public OpenAiServer OpenAi { get; }

    public ManualTime Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public ISpeechRecognizer Ears => services.GetRequiredService<ISpeechRecognizer>();

    public ISpeechSynthesizer Mouth => services.GetRequiredService<ISpeechSynthesizer>();

    public static async Task<RemoteHouse> OpenAsync(params (string Key, string? Value)[] settings)
    {
        // The servers' addresses are known once they listen.
        var (azure, openAi) = (new AzureServer(), new OpenAiServer());
        await azure.StartAsync();
        await openAi.StartAsync();
        return new RemoteHouse(azure, openAi, settings);
    }

    public Task<Recognition> HearAsync(string locale = "zh-CN", RecognitionKind kind = RecognitionKind.Final) =>
        Ears.RecognizeAsync(new RecognitionRequest("call", Tone.At(8000), kind, locale), TestContext.Current.CancellationToken);

    public Task<Synthesis> SayAsync(string text, string locale = "zh-CN", double rate = 1) =>
        Mouth.SpeakAsync(new Sentence(text, locale, rate), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Azure.DisposeAsync();
        await OpenAi.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
