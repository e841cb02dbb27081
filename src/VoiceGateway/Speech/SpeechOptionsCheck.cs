using Microsoft.Extensions.Options;
using VoiceGateway.Speech.Order;

namespace VoiceGateway.Speech;

/// <summary>Says which setting of the section <c>Speech</c> is wrong, and what it may be.</summary>
internal sealed class SpeechOptionsCheck : IValidateOptions<SpeechOptions>
{
    public ValidateOptionsResult Validate(string? name, SpeechOptions options)
    {
        string[] wrong = [.. Wrong(options)];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(SpeechOptions options) =>
        new[]
        {
            EngineNames.Wrong($"{SpeechOptions.Section}:{nameof(options.Recognizers)}", options.Recognizers),
            EngineNames.Wrong($"{SpeechOptions.Section}:{nameof(options.Synthesizers)}", options.Synthesizers),
            Between(nameof(options.Beams), options.Beams, 1, 8),
            Between(nameof(options.Threads), options.Threads, 0, 64),
            Between(nameof(options.Workers), options.Workers, 1, 16),
            Between(nameof(options.QueueLimit), options.QueueLimit, 1, 10_000),
            Between(nameof(options.MinAudioContext), options.MinAudioContext, 512, 1500),
            Between(nameof(options.VoiceQueueLimit), options.VoiceQueueLimit, 1, 10_000),
            Between(nameof(options.VoiceMemoryMegabytes), options.VoiceMemoryMegabytes, 1, 65_536),
            Between(nameof(options.VoiceDiskMegabytes), options.VoiceDiskMegabytes, 1, 1_048_576),
            Between(nameof(options.NeuralActivityCalls), options.NeuralActivityCalls, 0, 100_000),
            Exists(nameof(options.Model), options.Model),
            Exists(nameof(options.PartialModel), options.PartialModel),
        }.OfType<string>();

    private static string? Between(string name, int value, int least, int most) =>
        value >= least && value <= most ? null : $"Set {SpeechOptions.Section}:{name} to a number from {least} to {most}; it is {value}.";

    private static string? Exists(string name, string file) =>
        file.Length == 0 || File.Exists(file) ? null : $"{SpeechOptions.Section}:{name} is {file}, and there is no such file. Set it to a Whisper model in ggml's format, or leave it empty.";
}
