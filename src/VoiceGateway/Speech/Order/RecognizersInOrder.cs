namespace VoiceGateway.Speech.Order;

/// <summary>
/// Several ears, asked one after the other until one has heard: who fails, is full, rests, or does not know the locale is passed over. When
/// none is left the call goes on as it does without ears: typed, or with a person.
/// </summary>
internal sealed class RecognizersInOrder(IReadOnlyList<NamedRecognizer> engines, TimeProvider time) : ISpeechRecognizer
{
    public SpeechStatus Status => engines.Select(engine => engine.Engine.Status).InOrder();

    /// <summary>The second best must not have the last word because it was asked first.</summary>
    public bool HearsAhead => engines.Count > 0 && engines[0].Engine.HearsAhead;

    public async Task<Recognition> RecognizeAsync(RecognitionRequest request, CancellationToken cancel)
    {
        var began = time.GetTimestamp();
        var outcome = RecognitionOutcome.NotReady;
        foreach (var (name, engine) in engines)
        {
            var spent = time.GetElapsedTime(began);
            var heard = await engine.RecognizeAsync(request, cancel);
            if (heard.Outcome is RecognitionOutcome.Heard or RecognitionOutcome.Nothing or RecognitionOutcome.Replaced)
            {
                SpeechMeters.HeardBy(name, request.Kind);
                return heard with { Waited = heard.Waited + spent };
            }

            // Who is only busy or broke once may be asked again; who is not there will not be.
            outcome = heard.Outcome == RecognitionOutcome.NotReady ? outcome : heard.Outcome;
        }

        return Recognition.Without(outcome, waited: time.GetElapsedTime(began));
    }
}
