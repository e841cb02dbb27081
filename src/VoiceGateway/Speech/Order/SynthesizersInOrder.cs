namespace VoiceGateway.Speech.Order;

/// <summary>Several voices, asked one after the other until one has spoken.</summary>
internal sealed class SynthesizersInOrder(IReadOnlyList<ISpeechSynthesizer> voices) : ISpeechSynthesizer
{
    public SpeechStatus Status => voices.Select(voice => voice.Status).InOrder();

    public async Task<Synthesis> SpeakAsync(Sentence sentence, CancellationToken cancel)
    {
        var outcome = SynthesisOutcome.NotReady;
        foreach (var voice in voices)
        {
            var said = await voice.SpeakAsync(sentence, cancel);
            if (said.Outcome == SynthesisOutcome.Said)
            {
                return said;
            }

            outcome = said.Outcome == SynthesisOutcome.NotReady ? outcome : said.Outcome;
        }

        return Synthesis.Without(outcome);
    }

    /// <summary>Another voice's 请稍等 is better than silence.</summary>
    public bool TryGet(Sentence sentence, out ReadOnlyMemory<byte> muLaw)
    {
        foreach (var voice in voices)
        {
            if (voice.TryGet(sentence, out muLaw))
            {
                return true;
            }
        }

        muLaw = default;
        return false;
    }

    /// <summary>Every voice prepares: the second is needed when the first has failed, and then at once.</summary>
    public void Prepare(IEnumerable<Sentence> sentences)
    {
        Sentence[] all = [.. sentences];
        foreach (var voice in voices)
        {
            voice.Prepare(all);
        }
    }
}
