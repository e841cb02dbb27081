using DialogBot.Conversations;
using DialogBot.Speaking;

namespace DialogBot.Dialogs;

/// <summary>What happens where nothing was said, or nothing was understood, or it has to be said again.</summary>
internal sealed class Patience(Ordering ordering, PlacedOrders placed, ForWhom forWhom, Answers answers)
{
    /// <summary>Slower than this a voice no longer sounds like a voice.</summary>
    private const double Slowest = 0.6;

    private const double Step = 0.15;
    private const int MisunderstandingsBorne = 2;
    private const int SilencesBorne = 3;
    private const int SlowerAfter = 2;

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
            _ => AskAgain(quiet, now).Again().After(new Said(Lines.Silence.Name, [], Again: true)),
        };
    }

    /// <summary>How fast the caller is spoken to now: slower than asked for once a question was met with silence twice.</summary>
    public static double RateOf(Conversation conversation) => conversation.Silences < SlowerAfter ? conversation.Rate : Slower(conversation).Rate;

    /// <summary>再说一遍: slower from now on, and in other words; or as loud, or as fast, as the caller asks for.</summary>
    public Decision Repeat(Conversation conversation, string words) => words switch
    {
        _ when answers.Has(Phrase.Faster, words) => Repeat(conversation with { Rate = Math.Max(conversation.Rate, Conversation.UsualRate) }, Lines.Faster),
        _ when answers.Has(Phrase.Slower, words) => Repeat(Slower(conversation), Lines.Slower),
        _ when answers.Has(Phrase.Quieter, words) => Repeat(conversation with { Louder = false }, Lines.Quieter),
        _ when answers.Has(Phrase.Louder, words) => Repeat(conversation with { Louder = true }, Lines.Louder),
        _ => Repeat(Slower(conversation), Lines.Slower).Again(),
    };

    /// <summary>Asks the open question once more, without going on from it.</summary>
    public Decision AskAgain(Conversation conversation, DateTimeOffset now) => conversation.Question switch
    {
        Question.ForWhom => forWhom.Ask(conversation),
        Question.Wish => Decision.Ask(conversation, Question.Wish, Lines.AskWish),
        Question.WhatWrong => Decision.Ask(conversation, Question.WhatWrong, Lines.AskWhatWrong),
        Question.PriceOf => Decision.Ask(conversation, Question.PriceOf, Lines.AskPriceOf),
        Question.Wanted => Decision.Ask(conversation, Question.Wanted, Lines.AskWanted),
        Question.AnythingElse => Decision.Ask(conversation, Question.AnythingElse, Lines.AskAnythingElse),
        Question.Cancel or Question.WhichOrder => placed.AskAgain(conversation, now),
        Question.Danger => Emergencies.Ask(conversation),
        _ => ordering.Continue(conversation, now),
    };

    private static Decision Repeat(Conversation conversation, LineKey said) => new Decision(conversation, conversation.LastSaid).After(said);

    private static Conversation Slower(Conversation conversation) =>
        conversation with { Rate = Math.Max(Slowest, Math.Round(conversation.Rate - Step, 2)) };
}
