using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VoiceGateway.Media;
using VoiceGateway.Speech;
using VoiceGateway.Speech.Evaluation;
using VoiceGateway.Speech.SetUp;

namespace VoiceGateway.Tests.Speech.Real;

/// <summary>The real local engine, from the cache that setup-speech has made, loaded once for all tests that hear and speak.</summary>
public sealed class RealSpeech : IAsyncDisposable
{
    private readonly DirectoryInfo said = Directory.CreateTempSubdirectory("voicecare-said-");
    private ServiceProvider? services;

    internal ISpeechRecognizer Ears => Loaded().GetRequiredService<ISpeechRecognizer>();

    internal ISpeechSynthesizer Mouth => Loaded().GetRequiredService<ISpeechSynthesizer>();

    internal IVoiceActivityFactory Activity => Loaded().GetRequiredService<IVoiceActivityFactory>();

    internal static CharacterErrors Errors(string said, string heard) => CharacterErrors.Between(
        said, heard, SimplifiedCharacters.Load(Path.Combine(AppContext.BaseDirectory, "prompts")));

    /// <summary>A recording of the workplace's collection, or skips the test where that is not there.</summary>
    internal static async Task<IReadOnlyList<Recording>> RecordingsAsync(string set, params string[] names)
    {
        var loaded = await RecordingSet.LoadAsync(Path.Combine(Wavs(), set), TestContext.Current.CancellationToken);
        return [.. loaded.Recordings.Where(recording => names.Length == 0 || names.Contains(recording.Name))];
    }

    internal static async Task<Sound> NoiseAsync(string name) =>
        Resampler.Convert(await WavFile.ReadAsync(Path.Combine(Wavs(), "noise", name + ".wav"), TestContext.Current.CancellationToken), Sound.Telephone);

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }

        said.Delete(recursive: true);
    }

    private ServiceProvider Loaded()
    {
        if (services is not null)
        {
            return services;
        }

        // One thread: beside other tests two would wait for each other, spinning.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Speech:Threads", (string?)"1")]).Build();
        var built = new ServiceCollection().AddLogging().AddSpeech(configuration)
            .AddSingleton(new VoiceGateway.Speech.Voices.SaidSentences(said.FullName, 1 << 24, 1 << 24)).BuildServiceProvider();
        var (folder, engines) = (built.GetRequiredService<SpeechFolder>(), built.GetRequiredService<SpeechEngines>());
        Assert.SkipUnless(engines.Wanted.All(folder.Has), $"The local engine is not in {folder.Root}: run setup-speech to run this test.");
        foreach (var part in engines.Wanted)
        {
            engines.Load(part);
        }

        return services = built;
    }

    private static string Wavs()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var wavs = Path.Combine(folder.FullName, "shared", "wavs");
            if (Directory.Exists(wavs))
            {
                return wavs;
            }
        }

        Assert.Skip("There is no folder shared/wavs beside this repository: no recordings to run this test on.");
        return "";
    }
}
