using Microsoft.Extensions.Options;
using VoiceGateway.Speech.SetUp;

namespace VoiceGateway.Speech;

/// <summary>Makes and loads the local engine in the background, so that the server starts at once.</summary>
internal sealed partial class SpeechSetUpService(
    IOptions<SpeechOptions> options, SpeechFolder folder, SpeechEngines engines, TimeProvider time, ILogger<SpeechSetUpService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Local)
        {
            engines.Report(SpeechStatus.Absent("The local engine is switched off (Speech:Local)."));
            return;
        }

        try
        {
            if (!options.Value.SetUpOnStart && !engines.Wanted.All(folder.Has))
            {
                engines.Report(SpeechStatus.Absent("Speech has not been set up: run setup-speech (Speech:SetUpOnStart is off)."));
                await LoadWhatIsThereAsync();
            }
            else
            {
                await new SpeechSetUp(folder, new NpmClient(gentle: true), time) { Gentle = true }
                    .RunAsync(engines.Wanted, Report, LoadAsync, stoppingToken);
                Log.Ready(logger);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server closes; what was finished stays finished.
        }
        catch (Exception missing) when (missing is SetUpException or SpeechEngineException)
        {
            Log.Missing(logger, missing.Message);
            engines.Report(SpeechStatus.Absent(missing.Message));
            await LoadWhatIsThereAsync();
        }
    }

    // Whatever is there is better than silence: without the good recogniser the quick one, without the voice espeak-ng.
    private async Task LoadWhatIsThereAsync()
    {
        await OwnThread.RunAsync("speech loading", gentle: false, engines.LoadLastResort);
        foreach (var part in engines.Wanted.Where(folder.Has))
        {
            try
            {
                await LoadAsync(part);
            }
            catch (SpeechEngineException broken)
            {
                Log.Missing(logger, broken.Message);
            }
        }
    }

    private Task LoadAsync(SpeechPart part) => OwnThread.RunAsync("speech loading", gentle: false, () => engines.Load(part));

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
