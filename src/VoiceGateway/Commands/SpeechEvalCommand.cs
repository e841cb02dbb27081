using System.CommandLine;
using System.Globalization;
using DialogBot.Understanding;
using VoiceGateway.Media;
using VoiceGateway.Speech;
using VoiceGateway.Speech.Evaluation;
using VoiceGateway.Speech.SetUp;

namespace VoiceGateway.Commands;

/// <summary><c>speech-eval</c>: how well the recogniser hears, and the understanding understands, recordings whose words are known.</summary>
internal static class SpeechEvalCommand
{
    private const int NothingToEvaluate = 1;

    public static Command Create()
    {
        var arguments = new Argument<string[]>("folder") { Description = "Folders of WAV files with a transcripts.txt (name TAB text); settings too (--Speech:Threads=1).", Arity = ArgumentArity.OneOrMore };
        var noise = new Option<string?>("--noise") { Description = "A WAV file to be mixed under the speech." };
        var decibels = new Option<double>("--snr") { Description = "How many decibels the speech is louder than the noise.", DefaultValueFactory = _ => 10 };
        var locale = new Option<string>("--locale") { Description = "The speakers' locale: zh-CN, zh-CN-sichuan, yue-CN, wuu-CN.", DefaultValueFactory = _ => "zh-CN" };
        var heard = new Option<string?>("--heard") { Description = "A file for what was heard: name, truth, then hypothesis and confidence by turns (tab-separated)." };
        var command = new Command("speech-eval", "Prints character error rate, understanding, real-time factor and latency per set, through the telephone band.")
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
                var trials = await RunAsync(services, sets, parsed.GetRequiredValue(locale), cancel);
                if (parsed.GetValue(heard) is { } output)
                {
                    await File.WriteAllLinesAsync(output, trials.Select(HeardLine), cancel);
                }

                return 0;
            }
            catch (Exception missing) when (missing is InvalidDataException or IOException or SpeechEngineException or Microsoft.Extensions.Options.OptionsValidationException)
            {
                await Console.Error.WriteLineAsync(missing.Message);
                return NothingToEvaluate;
            }
        });
        return command;
    }

    private static bool IsSetting(string argument) => argument.StartsWith("--", StringComparison.Ordinal);

    private static ServiceProvider Services(IEnumerable<string> settings)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. settings]).Build();
        return new ServiceCollection().AddLogging(logging => logging.AddConsole()).AddLocalSpeech(configuration).BuildServiceProvider();
    }

    private static async Task<List<Trial>> RunAsync(ServiceProvider services, List<RecordingSet> sets, string locale, CancellationToken cancel)
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

        var evaluation = new SpeechEvaluation(
            services.GetRequiredService<ISpeechRecognizer>(),
            Understander.Load(Path.Combine(AppContext.BaseDirectory, "prompts")),
            SimplifiedCharacters.Load(folder.PathOf(SpeechParts.Pinyin, "traditional.json")),
            TimeProvider.System);
        Console.WriteLine($"engine: {services.GetRequiredService<ISpeechRecognizer>().Status.Detail}");
        var all = new List<Trial>();
        foreach (var set in sets)
        {
            var trials = new List<Trial>();
            foreach (var recording in set.Recordings)
            {
                trials.Add(await evaluation.TryAsync(recording, locale, cancel));
                Console.WriteLine(Line(trials[^1]));
            }

            Console.WriteLine(Summary(set.Name, trials));
            all.AddRange(trials);
        }

        return all;
    }

    private static string Line(Trial trial) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trial.Recording.Name}\t{trial.Recording.Sound.Length.TotalSeconds:0.0} s\t{trial.Heard.Took.TotalSeconds:0.00} s\tCER {trial.Errors.Rate:P0}\t{(trial.Understood ? "understood" : "NOT understood")}\n  said  {trial.Recording.Said}\n  heard {string.Join(" | ", trial.Heard.Hypotheses.Select(guess => $"{guess.Text} {guess.Confidence:0.00}"))}");

    private static string Summary(string name, List<Trial> trials)
    {
        var errors = trials.Aggregate(new CharacterErrors(), (sum, trial) => sum + trial.Errors);
        var best = trials.Aggregate(new CharacterErrors(), (sum, trial) => sum + trial.Best);
        var sound = trials.Sum(trial => trial.Recording.Sound.Length.TotalSeconds);
        var took = trials.Sum(trial => trial.Heard.Took.TotalSeconds);
        var first = trials.Select(trial => trial.FirstResult?.TotalSeconds).OfType<double>().DefaultIfEmpty().Average();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"== {name}: {trials.Count} recordings, {sound:0} s; CER {errors.Rate:P1}, of the best hypothesis {best.Rate:P1}; understood {(double)trials.Count(trial => trial.Understood) / trials.Count:P1}; real-time factor {took / sound:0.00}, final after {took / trials.Count:0.00} s, first partial result after {first:0.00} s");
    }

    private static string HeardLine(Trial trial) => string.Join(
        '\t',
        trial.Heard.Hypotheses.SelectMany(guess => new[] { guess.Text, string.Create(CultureInfo.InvariantCulture, $"{guess.Confidence:0.00}") })
            .Prepend(trial.Recording.Said).Prepend(trial.Recording.Name));
}
