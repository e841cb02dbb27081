using System.Text;
using DialogBot;
using DialogBot.Understanding;
using VoiceGateway.Media;

namespace VoiceGateway.Speech.Evaluation;

/// <summary>Tries a recogniser, and the understanding behind it, on recordings whose words are known.</summary>
internal sealed class SpeechEvaluation(ISpeechRecognizer recognizer, Understander understander, IReadOnlyDictionary<Rune, Rune> simplified, TimeProvider time)
{
    // So much speech must have been said before a first partial result is asked for.
    private static readonly TimeSpan FirstPartial = TimeSpan.FromSeconds(1.5);

    public async Task<Trial> TryAsync(Recording recording, string locale, CancellationToken cancel)
    {
        TimeSpan? first = null;
        if (recording.Sound.Length > FirstPartial)
        {
            var beginning = new Sound(recording.Sound.Samples[..(int)(FirstPartial.TotalSeconds * recording.Sound.Rate)], recording.Sound.Rate);
            var partial = await recognizer.RecognizeAsync(new RecognitionRequest(recording.Name, beginning, RecognitionKind.Partial, locale), cancel);
            first = partial.Outcome is RecognitionOutcome.Heard or RecognitionOutcome.Nothing ? partial.Waited + partial.Took : null;
        }

        var heard = await recognizer.RecognizeAsync(new RecognitionRequest(recording.Name, recording.Sound, Locale: locale), cancel);
        var errors = CharacterErrors.Between(recording.Said, heard.Text, simplified);
        var best = heard.Hypotheses.Select(guess => CharacterErrors.Between(recording.Said, guess.Text, simplified)).Append(errors).MinBy(guess => guess.Errors);
        return new Trial(recording, heard, errors, best, first, Understood(recording.Said, heard));
    }

    private bool Understood(string said, Recognition heard)
    {
        if (heard.Hypotheses.Count == 0)
        {
            return false;
        }

        var now = time.GetUtcNow();
        var truth = understander.Read(Utterance.Typed(said, "said"), now);
        var guess = understander.Read(new Utterance(heard.Hypotheses, "heard"), now);
        return guess.Intent == truth.Intent
            && guess.Danger?.Category == truth.Danger?.Category
            && guess.Services.Select(ask => ask.Code).Order().SequenceEqual(truth.Services.Select(ask => ask.Code).Order());
    }
}
