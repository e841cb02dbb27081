using DialogBot.Conversations;
using DialogBot.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>Somebody close to several elders calls: which of them is meant has to be known before anything is ordered.</summary>
internal sealed class ForWhom(Knowledge knowledge)
{
    public static bool IsOpen(Conversation conversation) => conversation.Caller.Elders.Count > 0;

    public Decision Ask(Conversation conversation) => Decision.Ask(
        conversation,
        Question.ForWhom,
        Lines.AskForWhom.With(knowledge.SpeechFor(conversation).List(conversation.Caller.Elders.Select(elder => elder.Honorific ?? elder.Name!))));

    /// <summary>The conversation with the one who is named in an utterance; null where nobody is, or both are.</summary>
    public Conversation? Choose(Conversation conversation, Reading reading)
    {
        var answers = knowledge.Answers;
        var elders = conversation.Caller.Elders;
        var named = elders.Where(elder => Names(elder, reading.Text)).ToList();
        var meant = named.Count > 0 ? named : [.. elders.Where(elder => answers.MeansElder(elder, reading.Text))];
        return meant is [var one] ? conversation with { Caller = one } : null;
    }

    /// <summary>The wish is kept while it is asked whom it is for.</summary>
    public Conversation Keep(Conversation conversation, Reading reading)
    {
        var wishes = Wishes.Read(reading, knowledge);
        return conversation.Draft is null && wishes.Count > 0
            ? conversation with { Draft = wishes[0], Pending = [.. conversation.Pending, .. wishes.Skip(1)] }
            : conversation;
    }

    private static bool Names(Caller elder, string text) =>
        (elder.Honorific is { } honorific && text.Contains(honorific, StringComparison.Ordinal))
        || (elder.Name is { } name && text.Contains(name, StringComparison.Ordinal));
}
