using DialogBot.Conversations;
using DialogBot.Services;
using DialogBot.Speaking;

namespace DialogBot.Dialogs;

/// <summary>What the dialogs know from prompts/.</summary>
internal sealed record Knowledge(Catalogue Catalogue, DayParts DayParts, Answers Answers, IReadOnlyDictionary<string, Phrasebook> Phrasebooks)
{
    /// <summary>The language that operators read, and that other languages fall back to.</summary>
    public const string Standard = "zh-CN";

    public static Knowledge Load(string prompts)
    {
        var mandarin = Phrasebook.Load(prompts, Standard);
        var cantonese = Phrasebook.Load(prompts, "yue", fallback: mandarin);
        return new Knowledge(
            Catalogue.Load(Path.Combine(prompts, "services.yaml")),
            DayParts.Load(Path.Combine(prompts, "day-parts.yaml")),
            Answers.Load(Path.Combine(prompts, Standard, "answers.yaml")),
            new Dictionary<string, Phrasebook>(StringComparer.Ordinal) { [mandarin.Language] = mandarin, [cantonese.Language] = cantonese });
    }

    public Speech SpeechFor(Conversation conversation) => Phrasebooks[conversation.Language].Speech;
}
