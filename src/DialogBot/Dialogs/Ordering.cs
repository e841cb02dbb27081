using DialogBot.Conversations;
using DialogBot.Services;
using DialogBot.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>From a wish to a placed order: the questions that are missing, the read-back, the corrections, 对.</summary>
internal sealed class Ordering(Knowledge knowledge)
{
    /// <summary>Asks the one question that comes next; asked again, it asks the same.</summary>
    public Decision Continue(Conversation conversation, DateTimeOffset now)
    {
        if (conversation.Draft is not { } draft)
        {
            return conversation.Pending.Count > 0 ? Next(conversation, now) : Open(conversation);
        }

        if (draft.Service is null)
        {
            return Decision.Ask(conversation, Question.Wish, Lines.AskWish);
        }

        var service = knowledge.Catalogue[draft.Service];
        return Scheduling.Find(draft, service, knowledge.DayParts, Shanghai.Local(now)) switch
        {
            Appointment.Unsaid when draft.Moves is { } order => Decision.Ask(conversation, Question.When, Lines.AskMoveTo.With(knowledge.NameOf(conversation, order, now))),
            Appointment.Unsaid => Decision.Ask(conversation, Question.When, Lines.AskWhen.With(service.Name)),
            Appointment.DayOver => Decision.Ask(conversation with { Draft = draft with { Date = null, Past = false } }, Question.When, Lines.DayOver, Lines.AskWhen.With(service.Name)),
            Appointment.DayOnly day => Decision.Ask(conversation, Question.Hour, Lines.AskHour.With(DayOf(conversation, draft, day.Day, now))),
            Appointment.Past past => Decision.Ask(conversation, Question.PastTime, Lines.AskPast.With(Hour(conversation, past.Said.From), ShortDay(conversation, past.Meant, now))),
            Appointment.Fixed found => Agree(conversation, draft, service, found, now),
            _ => throw new InvalidOperationException("An appointment of an unknown kind."),
        };
    }

    /// <summary>Takes wishes for services: the first is spoken of now, the others wait.</summary>
    public Decision Wish(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        var wishes = Wishes.Read(reading, knowledge);
        if (conversation.Draft is not { Service: { } current } draft)
        {
            var open = conversation.Draft is { } started && wishes.Count > 0 ? Merge(started, wishes[0]) : wishes.FirstOrDefault();
            var first = open ?? Wishes.Add(conversation.Draft ?? new Draft(), reading, knowledge);
            return Continue(conversation with { Draft = first, Pending = [.. conversation.Pending, .. wishes.Skip(1)] }, now);
        }

        var others = wishes.RemoveAll(wish => wish.Service == current);
        var instead = reading.Correction || knowledge.Answers.Has(Phrase.Instead, reading.Text);
        if (others.Count == 0 || instead || conversation.Question is Question.WhatWrong or Question.Wanted)
        {
            return Correct(conversation, reading, now);
        }

        var waiting = conversation with { Pending = [.. conversation.Pending, .. others] };
        return Continue(waiting, now).After(Lines.NotedToo.With(NameOf(others[0])));
    }

    /// <summary>Takes whatever an answer says about the order that is spoken of.</summary>
    public Decision Correct(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        var draft = conversation.Draft!;
        if (draft.Moves is not null)
        {
            return MoveTo(conversation, reading.When, now);
        }

        var other = reading.Services.FirstOrDefault(ask => ask.Code != draft.Service && knowledge.Catalogue.Has(ask.Code));
        var changed = other is null ? draft : Wishes.Replace(draft, other);
        changed = Wishes.Add(changed, other?.When is { } when ? reading with { When = when } : reading, knowledge);
        var decision = Continue(conversation with { Draft = changed }, now);
        return draft.Agreed is not null && changed != draft ? decision.After(Lines.Corrected) : decision;
    }

    /// <summary>True where the utterance says something about the order that is spoken of.</summary>
    public bool Tells(Conversation conversation, Reading reading) =>
        conversation.Draft is { } draft
        && (Wishes.Add(draft, reading, knowledge) != draft || reading.Services.Any(ask => ask.Code != draft.Service));

    public Decision AcceptNextDay(Conversation conversation, DateTimeOffset now)
    {
        var draft = conversation.Draft!;
        return Scheduling.Find(draft, knowledge.Catalogue[draft.Service!], knowledge.DayParts, Shanghai.Local(now)) is Appointment.Past past
            ? Continue(conversation with { Draft = draft with { Date = past.Meant, Past = false } }, now)
            : Continue(conversation, now);
    }

    /// <summary>Forgets the time that was spoken of, and asks for another.</summary>
    public Decision AskTimeAnew(Conversation conversation, DateTimeOffset now) =>
        Continue(conversation with { Draft = conversation.Draft! with { Date = null, Time = null, Part = null, Until = null, Recurrence = null, Past = false, Agreed = null } }, now);

    public Decision LeaveTimeToUs(Conversation conversation, DateTimeOffset now) =>
        Continue(conversation with { Draft = conversation.Draft! with { Anytime = true } }, now);

    public Decision TakeName(Conversation conversation, string name, DateTimeOffset now) =>
        Continue(conversation with { Caller = conversation.Caller with { Name = name } }, now);

    /// <summary>Takes an address; a street without a door is asked for the door, once.</summary>
    public Decision TakeAddress(Conversation conversation, string said, DateTimeOffset now)
    {
        var draft = conversation.Draft!;
        var address = draft.Street + said;
        if (draft.Street is null && !knowledge.Answers.IsExact(said))
        {
            return Continue(conversation with { Draft = draft with { Street = said } }, now);
        }

        var known = conversation with { Draft = draft with { Address = address, Street = null } };
        return Continue(draft.Place is null ? known with { Caller = conversation.Caller with { Address = address } } : known, now);
    }

    /// <summary>Speaks of an order on the books as of a new one whose time is asked for: day and hour stay unless others were said.</summary>
    public Decision Move(Conversation conversation, KnownOrder order, TimeAsk? to, DateTimeOffset now)
    {
        var local = Shanghai.Local(order.From);
        var draft = new Draft { Moves = order, Service = order.Service };
        return MoveTo(conversation with { Draft = to is null ? draft : draft with { Date = DateOnly.FromDateTime(local), Time = TimeOnly.FromDateTime(local) } }, to, now);
    }

    /// <summary>The wish as far as it is known, for a person who goes on with it.</summary>
    public OpenWish WishOf(Draft draft, Caller caller)
    {
        var service = draft.Service is { } code ? knowledge.Catalogue[code] : null;
        var quote = service is null ? null : Quote.For(draft, service);
        var window = draft.Agreed ?? (draft is { Date: { } day, Time: { } hour } ? new Window(day, hour) : null);
        var from = window is null ? (DateTimeOffset?)null : Shanghai.Moment(window.Day, window.From);
        return new OpenWish(
            draft.Service,
            from,
            quote is null ? null : from + quote.Duration,
            window?.Day ?? draft.Date,
            draft.Address ?? caller.Address,
            quote?.PriceFen,
            service is null || quote is null ? null : CodeOf(Payment.Choose(service, quote, caller, draft.PayerWish).Payer),
            draft.Urgent,
            Note(draft),
            draft.Recurrence,
            draft.Moves?.Number);
    }

    /// <summary>The order as it was read back goes to the desk.</summary>
    public Decision Place(Conversation conversation)
    {
        var draft = conversation.Draft!;
        var service = knowledge.Catalogue[draft.Service!];
        var window = draft.Agreed!;
        var from = Shanghai.Moment(window.Day, window.From);
        if (draft.Moves is { } order)
        {
            return new Decision(conversation, [], new Act.Move(order, from));
        }

        var quote = Quote.For(draft, service);
        var attempt = conversation.Attempts + 1;
        var request = new OrderRequest(
            $"{conversation.Id}-{attempt}",
            conversation.Caller,
            service.Code,
            from,
            from + quote.Duration,
            draft.Address ?? conversation.Caller.Address!,
            quote.PriceFen,
            CodeOf(Payment.Choose(service, quote, conversation.Caller, draft.PayerWish).Payer),
            draft.Urgent && service.Urgent,
            conversation.Channel,
            conversation.Id,
            Note(draft),
            draft.Preference is { } preference ? knowledge.Answers.WorkerIn(preference) : null,
            draft.Recurrence);
        return new Decision(conversation with { Attempts = attempt }, [], new Act.Place(request));
    }

    /// <summary>Says what became of the order.</summary>
    public Decision Answer(Conversation conversation, OrderRequest request, PlaceOutcome outcome, DateTimeOffset now)
    {
        var draft = conversation.Draft!;
        var service = knowledge.Catalogue[request.Service];
        var speech = knowledge.SpeechFor(conversation);
        return outcome switch
        {
            PlaceOutcome.Placed placed => Continue(Spend(conversation, request) with { Draft = null, Orders = conversation.Orders + 1 }, now).After(
                Lines.Placed.With(service.Worker, ShortDay(conversation, draft.Agreed!.Day, now), speech.Times.Hour(draft.Agreed.From)),
                Lines.DoorstepCode.With(speech.Digits.Code(placed.DoorstepCode))),
            PlaceOutcome.Merged merged => Continue(conversation with { Draft = null, Orders = conversation.Orders + 1 }, now).After(
                conversation.Caller is { Relative: not null, Honorific: { } elder } ? Lines.PlacedBeforeFor.With(elder, service.Name) : Lines.PlacedBefore.With(service.Name),
                Lines.DoorstepCode.With(speech.Digits.Code(merged.DoorstepCode))),
            PlaceOutcome.BalanceShort left => Continue(
                conversation with { Caller = conversation.Caller with { VoucherFen = left.VoucherFen, SubsidisedHours = left.SubsidisedHours } }, now).After(Lines.BalanceShort),
            PlaceOutcome.Refused { Reason: "window-past" } => AskTimeAnew(conversation, now).After(Lines.Refusal.About("window-past")),
            PlaceOutcome.Refused refused => Handovers.Fetch(conversation, "refused").After(Lines.Refusal.About(refused.Reason)),
            PlaceOutcome.Unavailable => Handovers.Fetch(conversation, "unavailable"),
            _ => throw new InvalidOperationException("An outcome of an unknown kind."),
        };
    }

    /// <summary>Says what became of the order that was to be moved.</summary>
    public Decision Moved(Conversation conversation, Act.Move move, ChangeOutcome outcome, DateTimeOffset now)
    {
        var done = conversation with { Draft = null };
        return outcome switch
        {
            ChangeOutcome.Changed => Continue(done, now).After([.. Tell(conversation, move, now)]),
            ChangeOutcome.TimePast => AskTimeAnew(conversation, now).After(Lines.Refusal.About("window-past")),
            ChangeOutcome.TooLate => Handovers.Fetch(done, "change"),
            _ => Handovers.Fetch(done, "unavailable"),
        };
    }

    public Decision Drop(Conversation conversation, DateTimeOffset now) =>
        Continue(conversation with { Draft = null }, now).After(conversation.Draft?.Moves is null ? Lines.Dropped : Lines.NotMoved);

    private IEnumerable<Said> Tell(Conversation conversation, Act.Move move, DateTimeOffset now)
    {
        var window = conversation.Draft!.Agreed!;
        yield return Lines.Moved.With(knowledge.NameOf(conversation, move.Order, now), ShortDay(conversation, window.Day, now), Hour(conversation, window.From));
        if (move.Order.Recurrence is not null)
        {
            yield return Lines.MovedOnce;
        }

        yield return Lines.MovedSeeking;
    }

    private Decision MoveTo(Conversation conversation, TimeAsk? to, DateTimeOffset now)
    {
        var draft = conversation.Draft!;
        return to switch
        {
            { Recurrence: not null } => Handovers.Fetch(conversation, "change"),
            null => Continue(conversation, now),
            _ => Continue(conversation with { Draft = Wishes.AddTime(draft, to, knowledge.DayParts) }, now),
        };
    }

    private Decision Next(Conversation conversation, DateTimeOffset now)
    {
        var draft = conversation.Pending[0];
        return Continue(conversation with { Draft = draft, Pending = conversation.Pending.RemoveAt(0) }, now).After(Lines.NowFor.With(NameOf(draft)));
    }

    private static Decision Open(Conversation conversation) => conversation.Turn == 0
        ? Decision.Ask(conversation, Question.Wish, Lines.AskWish)
        : Decision.Ask(conversation, Question.AnythingElse, Lines.AskAnythingElse);

    private Decision Agree(Conversation conversation, Draft draft, Service service, Appointment.Fixed found, DateTimeOffset now)
    {
        var agreed = draft with { Agreed = found.Window, Date = found.Window.Day, Time = found.Window.From };
        var agreeing = conversation with { Draft = agreed };
        var decision = agreed.Moves is { } order ? ConfirmMove(agreeing, order, found.Window, now) : AskWhoAndWhere(agreeing) ?? Confirm(agreeing, agreed, service, now);
        return Shifted(conversation, service, found, now) is { } why ? decision.After(why) : decision;
    }

    private Decision Confirm(Conversation conversation, Draft draft, Service service, DateTimeOffset now) => Decision.Ask(
        conversation,
        Question.Confirm,
        [.. ReadBack.Of(draft, service, conversation.Caller, knowledge.SpeechFor(conversation), Shanghai.Today(now))]);

    private Decision ConfirmMove(Conversation conversation, KnownOrder order, Window window, DateTimeOffset now) => Decision.Ask(
        conversation,
        Question.Confirm,
        Lines.ReadBackMove.With(knowledge.NameOf(conversation, order, now), ShortDay(conversation, window.Day, now), Hour(conversation, window.From)),
        Lines.AskConfirm);

    private static Decision? AskWhoAndWhere(Conversation conversation) => conversation switch
    {
        { Caller.Name: null } => Decision.Ask(conversation, Question.Name, Lines.AskName),
        { Draft: { Street: { } street } } => Decision.Ask(conversation, Question.Address, Lines.AskAddressNumber.With(street)),
        { Draft: { Place: { } place, Address: null } } => Decision.Ask(conversation, Question.Address, Lines.AskAddressOf.With(place)),
        { Caller.Address: null, Draft.Address: null } => Decision.Ask(conversation, Question.Address, Lines.AskAddress),
        _ => null,
    };

    private Said? Shifted(Conversation conversation, Service service, Appointment.Fixed found, DateTimeOffset now) => found.Shift switch
    {
        Shift.Offered => Lines.TimeOffered.With(Hour(conversation, found.Window.From)),
        Shift.TooEarly => Lines.TimeTooEarly.With(ShortDay(conversation, found.Window.Day, now), Hour(conversation, found.Window.From)),
        Shift.OutsideHours => Lines.TimeOutsideHours.With(Hour(conversation, service.Opens), Hour(conversation, service.Closes)),
        _ => null,
    };

    private static Draft Merge(Draft started, Draft wish) => wish with
    {
        Date = wish.Date ?? started.Date,
        Time = wish.Time ?? started.Time,
        Part = wish.Part ?? started.Part,
        Until = wish.Until ?? started.Until,
        Recurrence = wish.Recurrence ?? started.Recurrence,
        Past = wish.Past || started.Past,
        Urgent = wish.Urgent || started.Urgent,
        Person = wish.Person ?? started.Person,
        Place = wish.Place ?? started.Place,
        Address = wish.Address ?? started.Address,
    };

    /// <summary>What one order takes from the voucher the next cannot have.</summary>
    private static Conversation Spend(Conversation conversation, OrderRequest request) => request.Payer switch
    {
        "voucher" => conversation with { Caller = conversation.Caller with { VoucherFen = conversation.Caller.VoucherFen - request.PriceFen } },
        "hours" => conversation with { Caller = conversation.Caller with { SubsidisedHours = Math.Max(0, conversation.Caller.SubsidisedHours - Quote.HoursOf(request.Until - request.From)) } },
        _ => conversation,
    };

    private static string CodeOf(Payer payer) => payer.ToString().ToLowerInvariant();

    private string? Note(Draft draft)
    {
        var book = knowledge.Phrasebooks[Knowledge.Standard];
        Said?[] wishes =
        [
            draft.Person is { } person ? Lines.NotePerson.With(person) : null,
            draft.Destination is { } place ? Lines.NoteDestination.With(place) : null,
        ];
        var parts = wishes.OfType<Said>().SelectMany(said => book.Render(said, 0)).Append(draft.Preference).OfType<string>();
        var note = string.Concat(parts);
        return note.Length > 0 ? note : null;
    }

    private string NameOf(Draft draft) => knowledge.Catalogue[draft.Service!].Name;

    private string DayOf(Conversation conversation, Draft draft, DateOnly day, DateTimeOffset now) => draft.Recurrence is { } rule
        ? knowledge.SpeechFor(conversation).Recurrences.Say(Recurrence.Parse(rule))
        : ShortDay(conversation, day, now);

    private string Hour(Conversation conversation, TimeOnly hour) => knowledge.SpeechFor(conversation).Times.Hour(hour);

    private string ShortDay(Conversation conversation, DateOnly day, DateTimeOffset now) =>
        knowledge.SpeechFor(conversation).Times.ShortDay(day, Shanghai.Today(now));
}
