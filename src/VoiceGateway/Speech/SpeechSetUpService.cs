using Microsoft.Extensions.Options;
using VoiceGateway.Speech.SetUp;

namespace VoiceGateway.Speech;

/// <summary>Makes and loads the local engine in the background, so that the server starts at once.</summary>
internal sealed partial class SpeechSetUpService(
    IOptions<SpeechOptions> options, SpeechFolder folder, SpeechEngines engines, TimeProvider time, ILogger<SpeechSetUpService> logger) : BackgroundService
{
    private string? missing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Local)
        {
            engines.Report(SpeechStatus.Absent("The local engine is switched off (Speech:Local)."));
            return;
        }

        try
        {
            await OwnThread.RunAsync("speech loading", gentle: false, engines.LoadLastResort);
            if (!options.Value.SetUpOnStart && !engines.Wanted.All(folder.Has))
            {
                missing = "Speech has not been set up: run setup-speech (Speech:SetUpOnStart is off).";
                await LoadWhatIsThereAsync();
            }
            else
            {
                await new SpeechSetUp(folder, new NpmClient(gentle: true), time) { Gentle = true }
                    .RunAsync(engines.Wanted, Report, LoadAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server closes; what was finished stays finished.
            return;
        }
        catch (SetUpException cannotBeHad)
        {
            missing = cannotBeHad.Message;
            await LoadWhatIsThereAsync();
        }

        if (missing is null)
        {
            Log.Ready(logger);
        }
        else
        {
            Log.Missing(logger, missing);
            engines.Report(SpeechStatus.Absent(missing));
        }
    }

    // Whatever is there is better than silence: without the good recogniser the quick one.
    private async Task LoadWhatIsThereAsync()
    {
        foreach (var part in engines.Wanted.Where(folder.Has))
        {
            await LoadAsync(part);
        }
    }

    private async Task LoadAsync(SpeechPart part)
    {
        try
        {
            await OwnThread.RunAsync("speech loading", gentle: false, () => engines.Load(part));
        }
        catch (SpeechEngineException broken)
        {
            missing = broken.Message;
        }
    }

    private void Report(SetUpProgress progress)
    {
        engines.Report(SpeechStatus.SettingUp(progress.ToString(), progress.Done));
        if (progress.Done is 0 or 1)
        {
            Log.Progress(logger, progress);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Speech set-up, {Progress}")]
        public static partial void Progress(ILogger logger, SetUpProgress progress);

        [LoggerMessage(Level = LogLevel.Information, Message = "Local speech is ready")]
        public static partial void Ready(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Local speech is not complete: {Reason}")]
        public static partial void Missing(ILogger logger, string reason);
    }
}
