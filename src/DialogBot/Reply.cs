using DialogBot.Understanding;

namespace DialogBot;

/// <summary>What the bot answers and what the channel does next.</summary>
/// <param name="Sentences">Short sentences, spoken in order; the channel may start the first while it renders the second.</param>
/// <param name="Language">Voice to speak with: zh-CN or yue.</param>
/// <param name="Rate">1 is normal speed, less is slower.</param>
/// <param name="Conversation">Where the conversation stands, for captions, screens and tests.</param>
public sealed record Reply(IReadOnlyList<string> Sentences, NextStep Next, string Language, double Rate, string Conversation)
{
    /// <summary>What kind of answer the caller is asked for.</summary>
    public Expectation Expects { get; init; }

    /// <summary>The caller has asked for a louder voice.</summary>
    public bool Louder { get; init; }

    /// <summary>What the caller speaks, as the registry has it (mandarin, southwestern, cantonese, wu): the ears are chosen by it.</summary>
    public string Dialect { get; init; } = "mandarin";

    /// <summary>Set on the reply with which an operator is fetched: what the operator is told.</summary>
    public Handover? Handover { get; init; }

    public string Text => string.Concat(Sentences);
}
