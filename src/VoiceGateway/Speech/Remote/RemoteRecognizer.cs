using DialogBot;

namespace VoiceGateway.Speech.Remote;

/// <summary>Ears on another machine. They hear whole utterances: a request for every beginning would be slow, and paid for each time.</summary>
internal sealed class RemoteRecognizer(
    IRecognitionProtocol protocol, HttpClient http, RemoteEngineGuard guard, RecognitionKnowledge knowledge, TimeProvider time) : ISpeechRecognizer
{
    /// <summary>Shorter or quieter than this (-55 dB) is nobody, as for the local ears.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);
    private const double QuietestSpeech = 58;

    public SpeechStatus Status => guard.IsResting
        ? SpeechStatus.Absent($"{protocol.Name} has failed too often and is asked again after {RemoteEngineGuard.Rest.TotalSeconds} s.")
        : SpeechStatus.Ready(protocol.Name);

    public bool HearsAhead => false;

    public async Task<Recognition> RecognizeAsync(RecognitionRequest request, CancellationToken cancel)
    {
        if (request.Kind != RecognitionKind.Final || !protocol.Hears(request.Locale))
        {
            return Recognition.Without(RecognitionOutcome.NotReady);
        }

        if (request.Speech.Length < Shortest || request.Speech.Loudness < QuietestSpeech)
        {
            return Recognition.Without(RecognitionOutcome.Nothing);
        }

        var began = time.GetTimestamp();
        var (heard, fault) = await guard.AskAsync("recognition", token => HearAsync(request, token), cancel);
        var took = time.GetElapsedTime(began);
        return fault is { } why ? Recognition.Without(OutcomeOf(why), took: took)
            : heard!.Count == 0 ? Recognition.Without(RecognitionOutcome.Nothing, took: took)
            : new Recognition(RecognitionOutcome.Heard, heard, TimeSpan.Zero, took);
    }

    private static RecognitionOutcome OutcomeOf(EngineFault fault) => fault switch
    {
        EngineFault.Busy => RecognitionOutcome.Busy,
        EngineFault.Resting => RecognitionOutcome.NotReady,
        _ => RecognitionOutcome.Failed,
    };

    private async Task<IReadOnlyList<Hypothesis>> HearAsync(RecognitionRequest request, CancellationToken cancel)
    {
        var prompt = knowledge.PromptFor(request);
        using var question = protocol.Ask(request, prompt);
        using var answer = await http.SendAsync(question, cancel);
        answer.EnsureSuccessStatusCode();
        return [.. protocol.Read(await answer.Content.ReadAsByteArrayAsync(cancel)).Where(guess => !knowledge.IsInvented(guess.Text, prompt))];
    }
}
