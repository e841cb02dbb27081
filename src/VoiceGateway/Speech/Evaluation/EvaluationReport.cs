using System.Globalization;

namespace VoiceGateway.Speech.Evaluation;

/// <summary>What speech-eval prints.</summary>
internal static class EvaluationReport
{
    public static string Line(Trial trial) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trial.Recording.Name}\t{trial.Recording.Sound.Length.TotalSeconds:0.0} s\t{Took(trial):0.00} s\tCER {trial.Errors.Rate:P0}\t{(trial.Understood ? "understood" : "NOT understood")}\n  said  {trial.Recording.Said}\n  heard {Heard(trial)}");

    /// <summary>One engine's figures on one set.</summary>
    public static string Summary(string engine, string set, IReadOnlyList<Trial> trials)
    {
        var errors = trials.Aggregate(new CharacterErrors(), (sum, trial) => sum + trial.Errors);
        var best = trials.Aggregate(new CharacterErrors(), (sum, trial) => sum + trial.Best);
        var sound = trials.Sum(trial => trial.Recording.Sound.Length.TotalSeconds);
        var took = trials.Sum(Took);
        var first = trials.Average(trial => trial.FirstResult?.TotalSeconds ?? Took(trial));
        var unheard = trials.Count(trial => trial.Heard.Outcome is not (RecognitionOutcome.Heard or RecognitionOutcome.Nothing));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"== {engine}, {set}: {trials.Count} recordings, {sound:0} s; CER {errors.Rate:P1}, of the best hypothesis {best.Rate:P1}; intent, services and danger as from the truth {(double)trials.Count(trial => trial.Understood) / trials.Count:P1}; real-time factor {took / sound:0.00}, final after {took / trials.Count:0.00} s, first result after {first:0.00} s; not answered {unheard}");
    }

    /// <summary>For a file: name, truth, then hypothesis and confidence by turns.</summary>
    public static string HeardLine(Trial trial) => string.Join(
        '\t',
        trial.Heard.Hypotheses.SelectMany(guess => new[] { guess.Text, string.Create(CultureInfo.InvariantCulture, $"{guess.Confidence:0.00}") })
            .Prepend(trial.Recording.Said).Prepend(trial.Recording.Name));

    private static double Took(Trial trial) => (trial.Heard.Waited + trial.Heard.Took).TotalSeconds;

    private static string Heard(Trial trial) => trial.Heard.Hypotheses.Count == 0
        ? $"({trial.Heard.Outcome})"
        : string.Join(" | ", trial.Heard.Hypotheses.Select(guess => string.Create(CultureInfo.InvariantCulture, $"{guess.Text} {guess.Confidence:0.00}")));
}
