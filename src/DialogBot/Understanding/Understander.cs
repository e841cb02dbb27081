using System.Collections.Concurrent;
using DialogBot.Understanding.Dangers;
using DialogBot.Understanding.Learned;
using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Times;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding;

/// <summary>
/// Reads utterances: dialect, recognition errors, service, time and danger, by rules and word lists in prompts/ alone.
/// Deterministic, offline and thread-safe; build it once, for it takes a moment to load.
/// </summary>
public sealed class Understander
{
    /// <summary>A guess heard and understood this surely stands alone; else the recogniser's other guesses are read too.</summary>
    private const double SureHearing = 0.85;
    private const double SureReading = 0.6;
    private static readonly TimeSpan ChinaStandardTime = TimeSpan.FromHours(8);
    private readonly Language _language;
    private readonly Normaliser _normaliser;
    private readonly MeaningReader _meanings;
    private readonly DangerWatch _dangers;
    private readonly TimeReader _times;
    private readonly FeatureReader _features;
    private readonly Vocabulary _vocabulary;
    private readonly Judges? _judges;
    private readonly ConcurrentBag<Sentence> _idle = [];

    private Understander(Language language, Judges? judges)
    {
        (_language, _judges) = (language, judges);
        (_normaliser, _vocabulary, _features, _times) = (language.Normaliser, language.Vocabulary, language.Features, language.Times);
        _meanings = new MeaningReader(language.Services, language.Intents, _vocabulary, judges);
        _dangers = new DangerWatch(language.Dangers, _vocabulary, judges?.Dangers);
    }

    /// <param name="promptsFolder">The folder that holds understanding/ and lexicon/.</param>
    public static Understander Load(string promptsFolder)
    {
        var data = new LanguageData(promptsFolder);
        return new Understander(Language.Load(data), data.Learned());
    }

    /// <summary>One that knows the rules alone: what the others learn from.</summary>
    internal static Understander LoadRules(string promptsFolder) => new(Language.Load(new LanguageData(promptsFolder)), null);

    /// <summary>One with the same rules that was taught otherwise.</summary>
    internal Understander Taught(Judges judges) => new(_language, judges);

    /// <summary>The names of all concepts of the word lists.</summary>
    internal IReadOnlyList<string> Concepts => _vocabulary.ConceptNames;

    /// <summary>The patterns of all rules for services.</summary>
    internal IEnumerable<string> ServicePatterns => _language.Services.Patterns;

    /// <summary>The patterns of all rules for dangers.</summary>
    internal IEnumerable<string> DangerPatterns => _dangers.Patterns;

    /// <summary>The categories of dangers.yaml.</summary>
    internal IEnumerable<string> DangerCategories => _dangers.Categories;

    /// <summary>What a learned model would look at in an utterance: its words, and what the rules make of it.</summary>
    internal (Feature[] Words, Feature[] Rules, Feature[] Services, Feature[] Dangers, Reading Reading) Observe(string text, DateTimeOffset now, string? region)
    {
        var sentence = Hear(text, region);
        var local = now.ToOffset(ChinaStandardTime).DateTime;
        _times.Find(sentence.Text, local, sentence.Times);
        _dangers.Find(sentence, spoken: true);
        var reading = _meanings.Read(sentence, null, local, Expectation.Anything);
        FeatureReader.ReadRules(reading.Intent, reading.Evidence, sentence.RuleFeatures);
        return ([.. sentence.Features], [.. sentence.RuleFeatures], [.. sentence.ServiceFeatures], [.. sentence.DangerFeatures], reading);
    }

    /// <summary>What an utterance means.</summary>
    /// <param name="now">The moment of speaking; times are resolved against it in Asia/Shanghai.</param>
    /// <param name="region">The caller's region or dialect (guilin, kunming, suzhou, ningbo, hongkong, southwestern, cantonese, wu); null when unknown.</param>
    /// <param name="expecting">The question that is open.</param>
    public Reading Read(Utterance utterance, DateTimeOffset now, string? region = null, Expectation expecting = Expectation.Anything)
    {
        var best = ReadOne(utterance.Text, now, region, expecting);
        if (utterance.Hypotheses[0].Confidence is null or >= SureHearing && best.Confidence >= SureReading)
        {
            return best;
        }

        for (var rank = 1; rank < utterance.Hypotheses.Count; rank++)
        {
            best = Better(best, ReadOne(utterance.Hypotheses[rank].Text, now, region, expecting), rank);
        }

        return best;
    }

    /// <summary>Looks for danger alone, in what has been recognised so far of a sentence that is still being spoken.</summary>
    public Danger? Watch(string partialText, string? region = null)
    {
        var sentence = Hear(partialText, region);
        var danger = _dangers.Find(sentence, spoken: false) is { Alone: false } found ? found.Danger : null;
        _idle.Add(sentence);
        return danger;
    }

    private Reading ReadOne(string text, DateTimeOffset now, string? region, Expectation expecting)
    {
        var sentence = Hear(text, region);
        var local = now.ToOffset(ChinaStandardTime).DateTime;
        var danger = _dangers.Find(sentence, spoken: true);
        _times.Find(sentence.Text, local, sentence.Times);
        var reading = _meanings.Read(sentence, danger, local, expecting);
        _idle.Add(sentence);
        return reading;
    }

    private Sentence Hear(string text, string? region)
    {
        var sentence = _idle.TryTake(out var idle) ? idle : new Sentence(_vocabulary);
        sentence.Take(_normaliser.Normalise(text, region));
        _features.ReadWords(sentence, sentence.Features);
        sentence.Known.Clear();
        _judges?.Index.Find(sentence.Features, sentence.Known);
        return sentence;
    }

    /// <summary>A guess further down the list wins only by being clearly better understood; danger in any guess is danger.</summary>
    private static Reading Better(Reading best, Reading other, int rank)
    {
        if (best.Danger is not null)
        {
            return best;
        }

        if (other.Danger is { } danger)
        {
            return other with { Danger = danger with { Certain = false } };
        }

        return other.Confidence > best.Confidence + 0.04 + 0.02 * rank ? other : best;
    }
}
