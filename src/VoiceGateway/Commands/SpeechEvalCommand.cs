using System.CommandLine;
using DialogBot.Understanding;
using Microsoft.Extensions.Options;
using VoiceGateway.Media;
using VoiceGateway.Speech;
using VoiceGateway.Speech.Evaluation;
using VoiceGateway.Speech.Order;
using VoiceGateway.Speech.SetUp;

namespace VoiceGateway.Commands;

/// <summary><c>speech-eval</c>: how well each recogniser hears, and the understanding understands, recordings whose words are known.</summary>
internal static class SpeechEvalCommand
{
    private const int NothingToEvaluate = 1;

    public static Command Create()
    {
        var arguments = new Argument<string[]>("folder") { Description = "Folders of WAV files with a transcripts.txt (name TAB text); settings too (--Speech:Recognizers=azure,local).", Arity = ArgumentArity.OneOrMore };
        var noise = new Option<string?>("--noise") { Description = "A WAV file to be mixed under the speech." };
        var decibels = new Option<double>("--snr") { Description = "How many decibels the speech is louder than the noise.", DefaultValueFactory = _ => 10 };
        var locale = new Option<string>("--locale") { Description = "The speakers' locale: zh-CN, zh-CN-sichuan, yue-CN, wuu-CN.", DefaultValueFactory = _ => Locales.Mandarin };
        var heard = new Option<string?>("--heard") { Description = "A file for what was heard: name, truth, then hypothesis and confidence by turns (tab-separated)." };
        var command = new Command("speech-eval", "Prints, for every engine of Speech:Recognizers and every set: character error rate, understanding, real-time factor and latency, through the telephone band.")
        {
            arguments, noise, decibels, locale, heard,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                var (settings, folders) = (parsed.GetRequiredValue(arguments).Where(IsSetting), parsed.GetRequiredValue(arguments).Where(argument => !IsSetting(argument)));
                var sets = new List<RecordingSet>();
                foreach (var folder in folders)
                {
                    var set = await RecordingSet.LoadAsync(folder, cancel);
                    sets.Add(parsed.GetValue(noise) is { } file ? set.WithNoise(await WavFile.ReadAsync(file, cancel), parsed.GetRequiredValue(decibels)) : set);
                }

                await using var services = Services(settings);
                var trials = await RunAsync(services, sets, parsed.GetRequiredValue(locale), parsed.InvocationConfiguration.Output, cancel);
                if (parsed.GetValue(heard) is { } output)
                {
                    await File.WriteAllLinesAsync(output, trials.Select(EvaluationReport.HeardLine), cancel);
                }

                return 0;
            }
            catch (Exception missing) when (missing is InvalidDataException or IOException or SpeechEngineException or OptionsValidationException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(missing.Message);
                return NothingToEvaluate;
            }
        });
        return command;
    }

    private static bool IsSetting(string argument) => argument.StartsWith("--", StringComparison.Ordinal);

    private static ServiceProvider Services(IEnumerable<string> settings)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. settings]).Build();
        return new ServiceCollection().AddLogging(logging => logging.AddConsole()).AddSpeech(configuration).BuildServiceProvider();
    }

    private static async Task<List<Trial>> RunAsync(ServiceProvider services, List<RecordingSet> sets, string locale, TextWriter output, CancellationToken cancel)
    {
        services.GetRequiredService<IStartupValidator>().Validate();
        var understander = Understander.Load(Prompts);
        var simplified = SimplifiedCharacters.Load(Prompts);
        var all = new List<Trial>();
        var summaries = new List<string>();
        foreach (var (name, engine) in services.GetRequiredService<IReadOnlyList<NamedRecognizer>>())
        {
            if (name == EngineNames.Local)
            {
                LoadLocal(services);
            }

            await output.WriteLineAsync($"engine: {name}, {engine.Status.Detail}");
            var evaluation = new SpeechEvaluation(engine, understander, simplified, TimeProvider.System);
            foreach (var set in sets)
            {
                var trials = new List<Trial>();
                foreach (var recording in set.Recordings)
                {
                    trials.Add(await evaluation.TryAsync(recording, locale, cancel));
                    await output.WriteLineAsync(EvaluationReport.Line(trials[^1]));
                }

                summaries.Add(EvaluationReport.Summary(name, set.Name, trials));
                await output.WriteLineAsync(summaries[^1]);
                all.AddRange(trials);
            }
        }

        if (summaries.Count > 1)
        {
            await output.WriteLineAsync(string.Join(Environment.NewLine, summaries.Prepend("all engines and sets:")));
        }

        return all;
    }

    private static string Prompts => Path.Combine(AppContext.BaseDirectory, "prompts");

    private static void LoadLocal(ServiceProvider services)
    {
        var folder = services.GetRequiredService<SpeechFolder>();
        var engines = services.GetRequiredService<SpeechEngines>();
        if (!engines.Wanted.All(folder.Has))
        {
            throw new SpeechEngineException("Local speech has not been set up: run setup-speech.");
        }

        foreach (var part in engines.Wanted)
        {
            engines.Load(part);
        }
    }
}
