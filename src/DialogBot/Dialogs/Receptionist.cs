using DialogBot.Conversations;
using DialogBot.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>Decides on every turn of a call. Pure: the conversation, what was read and the time go in, a decision comes out.</summary>
internal sealed class Receptionist
{
    private static readonly Reading PressedNo = Simple(Intent.Deny);

    private readonly Knowledge knowledge;
    private readonly Ordering ordering;
    private readonly Enquiries enquiries;
    private readonly PlacedOrders placed;
    private readonly ForWhom forWhom;
    private readonly Patience patience;

    public Receptionist(Knowledge knowledge)
    {
        this.knowledge = knowledge;
        ordering = new Ordering(knowledge);
        enquiries = new Enquiries(knowledge, ordering);
        placed = new PlacedOrders(knowledge, ordering);
        forWhom = new ForWhom(knowledge);
        patience = new Patience(ordering, placed, forWhom, knowledge.Answers);
    }

    /// <summary>An open question at once: no menu, no advertisement (GB/T 33358-2016).</summary>
    public Decision Greet(Conversation conversation)
    {
        var caller = conversation.Caller.Relative?.Name ?? conversation.Caller.Honorific ?? conversation.Caller.Name;
        var greeting = caller is null ? Lines.GreetingStranger : Lines.Greeting.With(caller);
        return ForWhom.IsOpen(conversation) ? forWhom.Ask(conversation).After(greeting) : conversation.Draft?.Service is { } left
            ? Decision.Ask(conversation, Question.Wanted, greeting, Lines.AskGoOn.With(knowledge.Catalogue[left].Name))
            : Decision.Ask(conversation, Question.Wish, greeting, Lines.AskWish);
    }

    /// <summary>The line broke and is there again: the open question is asked once more, and who waits for a person goes on waiting.</summary>
    public Decision Return(Conversation conversation, DateTimeOffset now) => conversation switch
    {
        { Turn: 0 } => Greet(conversation),
        { Next: NextStep.AwaitRescue } => Emergencies.Reassure(conversation).After(Lines.Returned),
        { Next: NextStep.AwaitOperator } => Handovers.FetchAgain(conversation).After(Lines.Returned),
        { Next: NextStep.HangUp } => Decision.Say(conversation, Lines.Goodbye),
        _ => patience.AskAgain(conversation, now).After(Lines.Returned),
    };

    public Decision Hear(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        var heard = conversation with { Silences = 0, LastWords = reading.Text.Length > 0 ? reading.Text : conversation.LastWords };
        var decision = Attend(heard, reading, now);
        var understood = decision.Conversation.Misunderstood == conversation.Misunderstood;
        return understood ? decision with { Conversation = decision.Conversation with { Misunderstood = 0 } } : decision;
    }

    /// <summary>After an operator: the wish that is open, or whatever is wanted next.</summary>
    public Decision GoOn(Conversation conversation, DateTimeOffset now)
    {
        var back = conversation with { Next = NextStep.Listen, Alarm = null, Misunderstood = 0, Silences = 0 };
        return back.Draft is null ? Decision.Ask(back, Question.AnythingElse, Lines.AskAnythingElse) : ordering.Continue(back, now);
    }

    /// <summary>After a person who has seen to whatever was open.</summary>
    public static Decision AfterPerson(Conversation conversation) => Decision.Ask(
        conversation with { Next = NextStep.Listen, Draft = null, Pending = [], Considered = null, Misunderstood = 0, Silences = 0 },
        Question.AnythingElse,
        Lines.AskAnythingElse);

    public OpenWish WishOf(Draft draft, Caller caller) => ordering.WishOf(draft, caller);

    public OpenConversation Open(Conversation conversation) => new(
        conversation.Caller,
        [.. (conversation.Draft is { } open ? conversation.Pending.Insert(0, open) : conversation.Pending).Select(draft => ordering.WishOf(draft, conversation.Caller))],
        conversation.Orders);

    public Decision Silence(Conversation conversation, DateTimeOffset now) => patience.Silence(conversation, now);

    /// <summary>Keys are a fallback: 0 a person, * an emergency, 1 and 2 yes and no where that was asked.</summary>
    public Decision Key(Conversation conversation, char key, DateTimeOffset now) => key switch
    {
        '*' => Emergencies.Heard(conversation, Pressed),
        '0' => Hear(conversation, Simple(Intent.Operator), now),
        '1' when conversation.Question.IsYesOrNo() => Hear(conversation, Simple(Intent.Affirm), now),
        '2' when conversation.Question.IsYesOrNo() => Hear(conversation, PressedNo, now),
        _ => conversation.Next == NextStep.Listen ? patience.AskAgain(conversation, now) : Hear(conversation, Simple(Intent.Unknown), now),
    };

    /// <summary>The emergency key.</summary>
    public static Danger Pressed { get; } = new("help", Severity.Life, Certain: true);

    public Decision Answer(Conversation conversation, OrderRequest request, PlaceOutcome outcome, DateTimeOffset now) =>
        ordering.Answer(conversation, request, outcome, now);

    /// <param name="orders">Null where the desk could not say.</param>
    public Decision Found(Conversation conversation, Act.LookUp asked, IReadOnlyList<KnownOrder>? orders, DateTimeOffset now) =>
        placed.Found(conversation, asked, orders, now);

    public Decision Cancelled(Conversation conversation, KnownOrder order, CancelOutcome outcome, DateTimeOffset now) =>
        placed.Cancelled(conversation, order, outcome, now);

    public Decision SeriesEnded(Conversation conversation, KnownOrder order, CancelOutcome outcome, DateTimeOffset now) =>
        placed.SeriesEnded(conversation, order, outcome, now);

    public Decision Moved(Conversation conversation, Act.Move move, ChangeOutcome outcome, DateTimeOffset now) =>
        ordering.Moved(conversation, move, outcome, now);

    /// <summary>Danger first, then those who wait already, then what was asked.</summary>
    private Decision Attend(Conversation conversation, Reading reading, DateTimeOffset now) => conversation switch
    {
        { Next: NextStep.AwaitRescue } when knowledge.Answers.SaysSafe(reading) => Decision.Say(conversation, Lines.AlarmStays),
        { Next: NextStep.AwaitRescue } => Emergencies.WhileWaiting(conversation, reading),
        _ when Emergencies.IsAlarming(reading.Danger) => Emergencies.Heard(conversation, reading.Danger!),
        { Question: Question.Danger } => AnswerDanger(conversation, reading, now),
        { Alarm: { Asked: false } } => Emergencies.Ask(conversation),
        { Next: NextStep.AwaitOperator } => Handovers.WhileWaiting(conversation, reading),
        _ when reading.Danger is not null => Handovers.Fetch(conversation, "distress"),
        _ => Converse(conversation, reading, now),
    };

    private Decision Converse(Conversation conversation, Reading reading, DateTimeOffset now) => reading.Intent switch
    {
        _ when IsRelative(conversation) && knowledge.Answers.Has(Phrase.ForMyself, reading.Text) => GoOnFor(conversation with { Caller = conversation.Caller.ForThemselves() }, reading, now),
        _ when ForWhom.IsOpen(conversation) && AnswerForWhom(conversation, reading, now) is { } answer => answer,
        _ when placed.Answer(conversation, reading, now) is { } answer => answer,
        _ when conversation.Draft?.Moves is not null && knowledge.Answers.Has(Phrase.AsItWas, reading.Text) => ordering.Drop(conversation, now),
        Intent.Goodbye or Intent.Inform or Intent.Chitchat when conversation.Question is Question.Wish or Question.AnythingElse && knowledge.Answers.Has(Phrase.Distress, reading.Text) => Handovers.Fetch(conversation, "distress"),
        _ when IsBare(reading) && ByWordsAlone(conversation, reading, now) is { } answer => answer,
        Intent.Operator => Handovers.Fetch(conversation, "asked"),
        Intent.Emergency => Emergencies.Heard(conversation, Pressed with { Certain = false }),
        Intent.Repeat => patience.Repeat(conversation, reading.Text),
        Intent.Goodbye => Leave(conversation, reading, now),
        Intent.Complaint => Handovers.Fetch(conversation, "complaint"),
        Intent.Feedback => Handovers.Fetch(conversation, "feedback"),
        Intent.OrderStatus => PlacedOrders.LookUp(conversation, reading),
        Intent.OrderCancel => Cancel(conversation, reading, now),
        Intent.OrderChange => Change(conversation, reading, now),
        Intent.QuestionPrice => enquiries.Price(conversation, reading, now),
        Intent.QuestionServices when reading.Services.Count > 0 => enquiries.Price(conversation, reading, now),
        Intent.QuestionServices => enquiries.Services(conversation),
        Intent.QuestionSubsidy => enquiries.Subsidy(conversation, reading, now),
        Intent.OrderCreate => Wish(conversation, reading, now),
        Intent.Affirm => Affirm(conversation, reading, now),
        Intent.Deny => Deny(conversation, reading, now),
        Intent.Chitchat when conversation.Question is not (Question.Name or Question.Address) => Chat(conversation, reading, now),
        Intent.Chitchat or Intent.Inform or Intent.Unknown => Inform(conversation, reading, now),
        _ => throw new InvalidOperationException($"The intent {reading.Intent} has no answer."),
    };

    private static bool IsRelative(Conversation conversation) => conversation.Caller.Relative is not null || ForWhom.IsOpen(conversation);

    /// <summary>Which elder a relative of several means. A person is fetched, a line ended and a sentence said again without asking that.</summary>
    private Decision? AnswerForWhom(Conversation conversation, Reading reading, DateTimeOffset now) => reading.Intent switch
    {
        _ when forWhom.Choose(conversation, reading) is { } chosen => GoOnFor(chosen, reading, now),
        Intent.Operator or Intent.Complaint or Intent.Feedback or Intent.Emergency or Intent.Goodbye or Intent.Repeat => null,
        Intent.QuestionPrice or Intent.QuestionServices => null,
        _ when forWhom.Keep(conversation, reading) is var kept && kept != conversation => forWhom.Ask(kept),
        _ => patience.NotUnderstood(conversation, now),
    };

    /// <summary>It is known now whom the call is for: what else was said is heard, or the wish that waited is gone on with.</summary>
    private Decision GoOnFor(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        var known = conversation with { Question = Question.Wish, Draft = conversation.Draft is { } draft ? draft with { Agreed = null } : null };
        return known switch
        {
            _ when reading.Services.Count > 0 || reading.Intent is Intent.OrderStatus or Intent.OrderCancel or Intent.OrderChange or Intent.QuestionSubsidy => Converse(known, reading, now),
            { Draft: not null } => ordering.Continue(known, now),
            _ => Decision.Ask(known, Question.Wish, Lines.AskWish),
        };
    }

    /// <summary>Names no service and no time, and wants nothing that has a name of its own.</summary>
    private static bool IsBare(Reading reading) =>
        reading is { Intent: Intent.Affirm or Intent.Deny or Intent.Inform or Intent.Repeat or Intent.Chitchat or Intent.Complaint or Intent.Unknown, Services.Count: 0, When: null };

    /// <summary>What only the words of the answer tell: the hour is ours to choose, that was all, who are you, I am not well.</summary>
    private Decision? ByWordsAlone(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        var (answers, said) = (knowledge.Answers, reading.Text);
        return conversation.Question switch
        {
            Question.Name or Question.Address => null,
            _ when answers.Has(Phrase.Faster, said) || answers.Has(Phrase.Quieter, said) => patience.Repeat(conversation, said),
            Question.When or Question.Hour when answers.Has(Phrase.Anytime, said) || answers.Has(Phrase.Soon, said) || answers.Has(Phrase.Urgent, said) || answers.Has(Phrase.DontKnow, said) => ordering.LeaveTimeToUs(conversation, now),
            Question.Wish when answers.Has(Phrase.DontKnow, said) => enquiries.Services(conversation),
            Question.Confirm or Question.Wanted when answers.Has(Phrase.TooDear, said) => Decision.Ask(conversation, Question.Wanted, Lines.AskStillWanted),
            Question.Wanted when answers.SaysWanted(said) => ordering.Continue(conversation, now),
            Question.AnythingElse when answers.Has(Phrase.NothingElse, said) => Farewell(conversation),
            Question.Wish when conversation.Draft is null && answers.Has(Phrase.NothingElse, said) => Farewell(conversation),
            _ when reading.Intent is Intent.Affirm or Intent.Deny => null,
            _ when answers.AsksForAMoment(said) => Decision.Say(conversation, Lines.TakeYourTime),
            _ when answers.Has(Phrase.WhoAreYou, said) => patience.AskAgain(conversation, now).After(Lines.WhoIAm),
            _ when answers.Has(Phrase.Distress, said) => Handovers.Fetch(conversation, "distress"),
            _ => null,
        };
    }

    private Decision Wish(Conversation conversation, Reading reading, DateTimeOffset now) => conversation.Question switch
    {
        Question.PriceOf when reading.Services.Count > 0 => enquiries.Price(conversation, reading, now),
        Question.Name or Question.Address when reading.Services.Count == 0 => Inform(conversation, reading, now),
        Question.Confirm when !reading.Correction && knowledge.Answers.SaysYesAnd(reading.Text) => Confirm(conversation, reading, now),
        _ when reading.Correction && conversation is { Draft: null, Orders: > 0 } => ChangePlaced(conversation, reading),
        _ => ordering.Wish(conversation, reading, now),
    };

    private Decision Affirm(Conversation conversation, Reading reading, DateTimeOffset now) => conversation.Question switch
    {
        Question.Confirm when reading.Correction => ordering.Correct(conversation, reading, now),
        Question.Confirm => Confirm(conversation, reading, now),
        Question.PastTime when reading.When is null => ordering.AcceptNextDay(conversation, now),
        Question.When or Question.Hour when !ordering.Tells(conversation, reading) => ordering.LeaveTimeToUs(conversation, now),
        Question.Wanted => ordering.Continue(conversation, now),
        Question.WhatWrong or Question.PastTime => ordering.Correct(conversation, reading, now),
        _ when reading.Services.Count > 0 => Wish(conversation, reading, now),
        _ when ordering.Tells(conversation, reading) => ordering.Correct(conversation, reading, now),
        Question.Wish or Question.AnythingElse => Decision.Ask(conversation, Question.Wish, Lines.GoOn),
        _ => patience.AskAgain(conversation, now),
    };

    /// <summary>对 places the order; 对，还要洗衣服 places it and goes on; 对，明天 is held against what was read back.</summary>
    private Decision Confirm(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        var more = Wishes.Read(reading, knowledge).RemoveAll(wish => wish.Service == conversation.Draft!.Service);
        if (more.Count > 0)
        {
            return ordering.Place(conversation with { Pending = [.. conversation.Pending, .. more] });
        }

        var told = ordering.Tells(conversation, reading) ? ordering.Correct(conversation, reading, now) : null;
        return told is null || SameOrder(told.Conversation.Draft!, conversation.Draft!) ? ordering.Place(conversation) : told;
    }

    /// <summary>九点 and 上午九点 are one.</summary>
    private static bool SameOrder(Draft one, Draft other) => one with { Part = null } == other with { Part = null };

    private Decision Deny(Conversation conversation, Reading reading, DateTimeOffset now) => conversation.Question switch
    {
        Question.AnythingElse when conversation.Orders > 0 && (reading.When is not null || reading.Correction) => ChangePlaced(conversation, reading),
        Question.AnythingElse when reading.Services.Count == 0 => Farewell(conversation),
        Question.Wanted when reading.Services.Count == 0 => ordering.Drop(conversation, now),
        Question.Confirm or Question.WhatWrong or Question.PastTime or Question.When or Question.Hour or Question.Wanted when ordering.Tells(conversation, reading) =>
            ordering.Correct(conversation, reading, now),
        Question.Confirm => Decision.Ask(conversation, Question.WhatWrong, Lines.AskWhatWrong),
        Question.PastTime => ordering.AskTimeAnew(conversation, now),
        _ when reading.Services.Count > 0 => Wish(conversation, reading, now),
        Question.Wish => Decision.Ask(conversation, Question.AnythingElse, Lines.NoHurry),
        _ => patience.NotUnderstood(conversation, now),
    };

    private Decision Inform(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        if (conversation.Question == Question.Name && knowledge.Answers.NameIn(reading.Text) is { } name)
        {
            return ordering.TakeName(conversation, name, now);
        }

        if (conversation.Question == Question.Address && knowledge.Answers.AddressIn(reading.Place ?? reading.Text) is { } address)
        {
            return ordering.TakeAddress(conversation, address, now);
        }

        if (ordering.Tells(conversation, reading))
        {
            return ordering.Correct(conversation, reading, now);
        }

        var tellsOfWish = reading.Services.Count > 0 || (conversation.Draft is null && reading.When is not null);
        return tellsOfWish ? Wish(conversation, reading, now) : patience.NotUnderstood(conversation, now);
    }

    private Decision Change(Conversation conversation, Reading reading, DateTimeOffset now) => conversation.Draft switch
    {
        null => PlacedOrders.LookUpToMove(conversation, reading),
        _ when ordering.Tells(conversation, reading) => ordering.Correct(conversation, reading, now),
        _ => Decision.Ask(conversation, Question.WhatWrong, Lines.AskWhatWrong),
    };

    /// <summary>不是，九点半, after the order: another time can be had; anything else is agreed with a person.</summary>
    private static Decision ChangePlaced(Conversation conversation, Reading reading) => reading is { When: not null, Services.Count: 0 }
        ? PlacedOrders.LookUpToMove(conversation, reading)
        : Handovers.Fetch(conversation, "change");

    private Decision Cancel(Conversation conversation, Reading reading, DateTimeOffset now) =>
        conversation.Draft is null ? placed.LookUpToCancel(conversation, reading) : ordering.Drop(conversation, now);

    private Decision Chat(Conversation conversation, Reading reading, DateTimeOffset now) =>
        patience.AskAgain(conversation, now).After(knowledge.Answers.Has(Phrase.Thanks, reading.Text) ? Lines.Welcome : Lines.Chitchat);

    /// <summary>没事 is no goodbye yet, unless that was all.</summary>
    private Decision Leave(Conversation conversation, Reading reading, DateTimeOffset now) => conversation switch
    {
        { Question: Question.AnythingElse } => Farewell(conversation),
        _ when knowledge.Answers.Has(Phrase.Farewell, reading.Text) => Farewell(conversation),
        { Draft: not null } => ordering.Drop(conversation, now),
        _ => Decision.Ask(conversation, Question.AnythingElse, Lines.NoHurry),
    };

    /// <summary>Who leaves with a wish unconfirmed hears that nothing was ordered.</summary>
    private static Decision Farewell(Conversation conversation)
    {
        var gone = conversation with { Next = NextStep.HangUp };
        return conversation switch
        {
            { Draft.Moves: not null, Pending.Count: 0 } => Decision.Say(gone, Lines.NotMoved, Lines.Goodbye),
            { Draft.Service: null, Pending.Count: 0 } or { Draft: null, Pending.Count: 0 } => Decision.Say(gone, Lines.Goodbye),
            _ => Decision.Say(gone, Lines.NothingOrdered, Lines.Goodbye),
        };
    }

    /// <summary>Only a plain no ends an alarm.</summary>
    private Decision AnswerDanger(Conversation conversation, Reading reading, DateTimeOffset now) => reading.Intent switch
    {
        _ when reading == PressedNo || knowledge.Answers.SaysSafe(reading) => StandDown(conversation, reading, now),
        Intent.Affirm or Intent.Emergency => Emergencies.Confirmed(conversation, conversation.Alarm!.Danger),
        _ => Emergencies.Stays(conversation),
    };

    private Decision StandDown(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        var safe = conversation with { Alarm = null, Question = Question.Wish };
        var next = reading.Services.Count > 0 ? Wish(safe, reading, now)
            : safe.Draft is null ? Decision.Ask(safe, Question.Wish, Lines.AskWish)
            : ordering.Continue(safe, now);
        return next.After(Lines.AlarmStoodDown) with { Act = new Act.StandDown(reading.Text) };
    }

    private static Reading Simple(Intent intent) => new("", intent, 1, [], null, null, []);
}
