using DialogBot.Conversations;
using DialogBot.Speaking;

namespace DialogBot.Dialogs;

/// <summary>What happens where nothing was said, or nothing was understood, or it has to be said again.</summary>
internal sealed class Patience(Ordering ordering)
{
    /// <summary>Slower than this a voice no longer sounds like a voice.</summary>
    private const double Slowest = 0.6;

    private const double Step = 0.15;
    private const int MisunderstandingsBorne = 2;
    private const int SilencesBorne = 3;

    public Decision NotUnderstood(Conversation conversation, DateTimeOffset now)
    {
        var times = conversation.Misunderstood + 1;
        return times >= MisunderstandingsBorne
            ? Handovers.Fetch(conversation, "misunderstood")
            : AskAgain(conversation with { Misunderstood = times }, now).Again().After(Lines.NotUnderstood);
    }

    public Decision Silence(Conversation conversation, DateTimeOffset now)
    {
        var times = conversation.Silences + 1;
        var quiet = conversation with { Silences = times };
        return conversation.Question switch
        {
            _ when conversation.Next is NextStep.AwaitOperator => Handovers.Reassure(conversation),
            _ when conversation.Next is NextStep.AwaitRescue => Emergencies.Reassure(conversation),
            Question.Danger => Emergencies.Stays(conversation),
            Question.AnythingElse when times == 1 => Decision.Say(quiet, Lines.StillThere),
            Question.AnythingElse => Decision.Say(quiet with { Next = NextStep.HangUp }, Lines.Goodbye),
            _ when times >= SilencesBorne => Handovers.Fetch(quiet, "silent"),
            _ when times == 1 => AskAgain(quiet, now).After(Lines.Silence),
            _ => AskAgain(Slower(quiet), now).Again().After(new Said(Lines.Silence.Name, [], Again: true)),
        };
    }

    /// <summary>再说一遍: slower from now on, and in other words.</summary>
    public static Decision Repeat(Conversation conversation) =>
        new Decision(Slower(conversation), conversation.LastSaid).Again().After(Lines.Slower);

    /// <summary>Asks the open question once more, without going on from it.</summary>
    public Decision AskAgain(Conversation conversation, DateTimeOffset now) => conversation.Question switch
    {
        Question.Wish => Decision.Ask(conversation, Question.Wish, Lines.AskWish),
        Question.WhatWrong => Decision.Ask(conversation, Question.WhatWrong, Lines.AskWhatWrong),
        Question.PriceOf => Decision.Ask(conversation, Question.PriceOf, Lines.AskPriceOf),
        Question.Wanted => Decision.Ask(conversation, Question.Wanted, Lines.AskWanted),
        Question.AnythingElse => Decision.Ask(conversation, Question.AnythingElse, Lines.AskAnythingElse),
        Question.Danger => Emergencies.Ask(conversation),
        _ => ordering.Continue(conversation, now),
    };

    private static Conversation Slower(Conversation conversation) =>
        conversation with { Rate = Math.Max(Slowest, Math.Round(conversation.Rate - Step, 2)) };
}
