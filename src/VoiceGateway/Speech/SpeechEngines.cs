using Microsoft.Extensions.Options;
using VoiceGateway.Speech.Activity;
using VoiceGateway.Speech.Onnx;
using VoiceGateway.Speech.Recognising;
using VoiceGateway.Speech.SetUp;
using VoiceGateway.Speech.Voices;
using VoiceGateway.Speech.Whisper;

namespace VoiceGateway.Speech;

/// <summary>Brings the parts of the local engine into the process as they become available.</summary>
internal sealed class SpeechEngines(
    IOptions<SpeechOptions> options,
    SpeechFolder folder,
    SpeechKnowledge knowledge,
    LocalRecognizer recognizer,
    LocalSynthesizer synthesizer,
    VoiceActivityFactory activity)
{
    private readonly SpeechOptions settings = options.Value;
    private readonly HashSet<SpeechPart> loaded = [];

    /// <summary>The parts that these settings want: whoever brings a good model of their own needs not ours.</summary>
    public IReadOnlyList<SpeechPart> Wanted =>
    [
        .. SpeechParts.All.Where(part =>
            (part != SpeechParts.WhisperSmall || settings.Model.Length == 0) && (part != SpeechParts.WhisperBase || settings.PartialModel.Length == 0)),
    ];

    /// <summary>Loads what the part that has just become available makes possible; once.</summary>
    /// <exception cref="SpeechEngineException">It cannot be loaded; the message says why.</exception>
    public void Load(SpeechPart part)
    {
        if (!loaded.Add(part))
        {
            return;
        }

        if (part == SpeechParts.WhisperEngine)
        {
            WhisperLibrary.Load(folder.PathOf(part));
            LoadOwnModels();
        }
        else if (part == SpeechParts.WhisperBase)
        {
            recognizer.UseQuick(WhisperModel.Load(folder.PathOf(part, "model.bin"), "Whisper base"));
        }
        else if (part == SpeechParts.WhisperSmall)
        {
            recognizer.UseGood(WhisperModel.Load(folder.PathOf(part, "model.bin"), "Whisper small"));
        }
        else if (part == SpeechParts.Silero)
        {
            var runtime = OnnxRuntime.Load(folder.PathOf(SpeechParts.OnnxEngine));
            activity.Use(new SileroModel(runtime, folder.PathOf(part, "silero_vad_v6.onnx")));
        }
        else if (part == SpeechParts.Pinyin)
        {
            LoadVoice();
        }
    }

    /// <summary>A voice for Cantonese, and for everything while Kokoro is not there.</summary>
    public void LoadLastResort()
    {
        if (EspeakVoice.IsInstalled())
        {
            synthesizer.Use(new EspeakVoice());
        }
    }

    public void Report(SpeechStatus status)
    {
        recognizer.Report(status);
        synthesizer.Report(status);
        activity.Report(status);
    }

    private void LoadOwnModels()
    {
        if (settings.PartialModel.Length > 0)
        {
            recognizer.UseQuick(WhisperModel.Load(settings.PartialModel, Path.GetFileName(settings.PartialModel)));
        }

        if (settings.Model.Length > 0)
        {
            recognizer.UseGood(WhisperModel.Load(settings.Model, Path.GetFileName(settings.Model)));
        }
    }

    // The dictionary is the last of the voice's three parts.
    private void LoadVoice()
    {
        var runtime = OnnxRuntime.Load(folder.PathOf(SpeechParts.OnnxEngine));
        var threads = settings.Threads > 0 ? settings.Threads : Math.Min(4, Environment.ProcessorCount);
        synthesizer.Use(new KokoroVoice(
            runtime, folder.PathOf(SpeechParts.Kokoro), settings.Voice, folder.PathOf(SpeechParts.Pinyin, "words.tsv"), knowledge.Pronunciation, threads));
    }
}
