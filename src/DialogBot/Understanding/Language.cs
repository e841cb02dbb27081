using DialogBot.Understanding.Dangers;
using DialogBot.Understanding.Learned;
using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Times;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding;

/// <summary>What is known of the language without having been learned: words, rules and times.</summary>
internal sealed record Language(
    Normaliser Normaliser, Vocabulary Vocabulary, RuleBook Services, RuleBook Intents, Dictionary<string, DangerKind> Dangers, FeatureReader Features, TimeReader Times)
{
    public static Language Load(LanguageData data)
    {
        var vocabulary = data.Vocabulary();
        return new Language(
            new Normaliser(data.Spelling(), data.Lexicons()),
            vocabulary,
            new RuleBook(data.Rules("services"), vocabulary),
            new RuleBook(data.Rules("intents"), vocabulary),
            data.Read<Dictionary<string, DangerKind>>("understanding/dangers.yaml"),
            new FeatureReader(vocabulary),
            new TimeReader(new TimeWords(data.Read<TimesFile>("understanding/times.yaml"))));
    }
}
