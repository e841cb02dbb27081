using System.Collections.Immutable;
using DialogBot.Conversations;
using DialogBot.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>What a caller wants to know of orders that are on the books, and which of them to cancel or to move.</summary>
internal sealed class PlacedOrders(Knowledge knowledge, Ordering ordering)
{
    /// <summary>Told in one breath: more nobody keeps in mind.</summary>
    private const int AtATime = 3;

    /// <summary>A worker who is later than this is looked for by a person.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public static Decision LookUp(Conversation conversation, Reading reading) =>
        new(conversation, [], new Act.LookUp(Wanted.In(reading), Purpose.Tell));

    /// <summary>以后每周二的 and 以后都 mean every visit, anything else the one that is named.</summary>
    public Decision LookUpToCancel(Conversation conversation, Reading reading) =>
        new(conversation, [], new Act.LookUp(Wanted.In(reading), MeansForGood(reading) ? Purpose.EndSeries : Purpose.Cancel));

    /// <summary>A visit is moved here; other days for a whole series are agreed with a person.</summary>
    public static Decision LookUpToMove(Conversation conversation, Reading reading) => reading.When?.Recurrence is null
        ? new Decision(conversation, [], new Act.LookUp(Wanted.ToMove(reading), Purpose.Move))
        : Handovers.Fetch(conversation, "change");

    /// <summary>The desk has answered.</summary>
    /// <param name="orders">Null where it could not.</param>
    public Decision Found(Conversation conversation, Act.LookUp asked, IReadOnlyList<KnownOrder>? orders, DateTimeOffset now)
    {
        if (orders is null)
        {
            return Handovers.Fetch(conversation, ReasonOf(asked.Purpose));
        }

        var meant = orders.Where(asked.Wanted.Fits).ToImmutableList();
        return asked.Purpose switch
        {
            _ when meant.Count == 0 => ordering.Continue(conversation, now).After(Lines.StatusNone),
            Purpose.Tell => Tell(conversation, meant, now),
            Purpose.EndSeries when SeriesAmong(meant) is { Count: > 0 } series => Choose(conversation, new Considered(Purpose.EndSeries, series), now),
            Purpose.Move => Choose(conversation, new Considered(Purpose.Move, OfTheDay(asked.Wanted.To, meant), asked.Wanted.To), now),
            _ => Choose(conversation, new Considered(Purpose.Cancel, meant), now),
        };
    }

    /// <summary>An answer to which order is meant, or whether it is; null where something else was said.</summary>
    public Decision? Answer(Conversation conversation, Reading reading, DateTimeOffset now) => (conversation.Question, conversation.Considered) switch
    {
        (Question.Cancel or Question.WhichOrder, { } considered) when reading.Intent is Intent.Deny || knowledge.Answers.Has(Phrase.AsItWas, reading.Text) =>
            Keep(conversation, considered, now),
        (Question.Cancel, { Orders: [var order] } considered) when reading.Intent is Intent.Affirm or Intent.OrderCancel => Agreed(conversation, considered, order, reading),
        (Question.WhichOrder, { } considered) when reading.Services.Count > 0 || reading.When is not null =>
            considered.Orders.FindAll(Wanted.In(reading).Fits) is { Count: > 0 } fewer ? Choose(conversation, considered with { Orders = fewer }, now) : null,
        _ => null,
    };

    public Decision AskAgain(Conversation conversation, DateTimeOffset now) =>
        conversation.Considered is { } considered ? Choose(conversation, considered, now) : ordering.Continue(conversation, now);

    public Decision Cancelled(Conversation conversation, KnownOrder order, CancelOutcome outcome, DateTimeOffset now)
    {
        var cancelled = Lines.Cancelled.With(knowledge.NameOf(conversation, order, now));
        Said[] said = order.Recurrence is null ? [cancelled] : [cancelled, Lines.CancelledOnce];
        return Ended(conversation, outcome, said, now);
    }

    public Decision SeriesEnded(Conversation conversation, KnownOrder order, CancelOutcome outcome, DateTimeOffset now) =>
        Ended(conversation, outcome, [Lines.SeriesEnded.With(knowledge.NameOfSeries(conversation, order))], now);

    private Decision Ended(Conversation conversation, CancelOutcome outcome, Said[] said, DateTimeOffset now)
    {
        var done = conversation with { Considered = null };
        return outcome switch
        {
            CancelOutcome.Cancelled => ordering.Continue(done, now).After(said),
            CancelOutcome.TooLate => Handovers.Fetch(done, "cancel"),
            _ => Handovers.Fetch(done, "unavailable"),
        };
    }

    private Decision Tell(Conversation conversation, ImmutableList<KnownOrder> orders, DateTimeOffset now)
    {
        if (orders.Exists(order => order.Standing is OrderStanding.Seeking or OrderStanding.Taken && order.From + Late <= now))
        {
            return Handovers.Fetch(conversation, "late");
        }

        var told = orders.Take(AtATime).Select(order => Standing(conversation, order, now));
        Said[] code = orders is [{ Standing: OrderStanding.Taken } only]
            ? [Lines.DoorstepCode.With(knowledge.SpeechFor(conversation).Digits.Code(only.DoorstepCode))]
            : [];
        return ordering.Continue(conversation, now).After([.. told, .. code]);
    }

    private Said Standing(Conversation conversation, KnownOrder order, DateTimeOffset now)
    {
        var name = knowledge.NameOf(conversation, order, now);
        return order.Standing switch
        {
            OrderStanding.Taken => Lines.StatusTaken.With(name, order.Vendor ?? knowledge.Catalogue[order.Service].Worker),
            OrderStanding.AtTheDoor => Lines.StatusAtTheDoor.With(name),
            OrderStanding.Done => Lines.StatusDone.With(name),
            OrderStanding.WithOperator => Lines.StatusWithOperator.With(name),
            _ => Lines.StatusSeeking.With(name),
        };
    }

    /// <summary>What is cancelled or moved is read back first. Somebody who is at the door already is sent away by a person only.</summary>
    private Decision Choose(Conversation conversation, Considered considered, DateTimeOffset now)
    {
        var open = considered.Purpose is Purpose.EndSeries
            ? considered.Orders
            : considered.Orders.RemoveAll(order => order.Standing is OrderStanding.Done or OrderStanding.AtTheDoor);
        var asking = conversation with { Considered = considered with { Orders = open } };
        return open switch
        {
            [] => Handovers.Fetch(conversation, ReasonOf(considered.Purpose)),
            [var only] => considered.Purpose switch
            {
                Purpose.Move => ordering.Move(conversation with { Considered = null }, only, considered.To, now),
                Purpose.EndSeries => Decision.Ask(asking, Question.Cancel, Lines.AskEndSeries.With(knowledge.NameOfSeries(conversation, only))),
                _ => Decision.Ask(asking, Question.Cancel, Lines.AskCancel.With(knowledge.NameOf(conversation, only, now))),
            },
            _ => Decision.Ask(
                asking,
                Question.WhichOrder,
                [
                    Lines.TheseOrders,
                    .. open.Take(AtATime).Select(order => Lines.OneOrder.With(knowledge.NameOf(conversation, order, now))),
                    considered.Purpose is Purpose.Move ? Lines.AskWhichMove : Lines.AskWhichCancel,
                ]),
        };
    }

    /// <summary>取消送饭 is no yes to whether the cleaning shall be cancelled: it speaks of another order.</summary>
    private Decision Agreed(Conversation conversation, Considered considered, KnownOrder order, Reading reading) => considered.Purpose switch
    {
        Purpose.EndSeries when reading.Services.Count > 0 && reading.Services.All(ask => ask.Code != order.Service) => LookUpToCancel(conversation, reading),
        Purpose.EndSeries => new Decision(conversation, [], new Act.EndSeries(order)),
        _ when !Wanted.In(reading).Fits(order) => LookUpToCancel(conversation, reading),
        _ when order.Recurrence is not null && MeansForGood(reading) => LookUpToCancel(conversation, reading),
        _ => new Decision(conversation, [], new Act.Cancel(order)),
    };

    private bool MeansForGood(Reading reading) => reading.When?.Recurrence is not null || knowledge.Answers.Has(Phrase.ForGood, reading.Text);

    private Decision Keep(Conversation conversation, Considered considered, DateTimeOffset now) =>
        ordering.Continue(conversation with { Considered = null }, now).After(considered.Purpose is Purpose.Move ? Lines.NotMoved : Lines.NotCancelled);

    /// <summary>One visit of each series.</summary>
    private static ImmutableList<KnownOrder> SeriesAmong(ImmutableList<KnownOrder> orders) =>
        [.. orders.Where(order => order.Recurrence is not null).DistinctBy(order => (order.Service, order.Recurrence))];

    /// <summary>改到明天下午四点, with several orders on the books, speaks of the one of tomorrow where there is one.</summary>
    private static ImmutableList<KnownOrder> OfTheDay(TimeAsk? to, ImmutableList<KnownOrder> orders) =>
        to?.Date is { } day && orders.FindAll(order => Shanghai.Today(order.From) == day) is { Count: > 0 } thatDay ? thatDay : orders;

    private static string ReasonOf(Purpose purpose) => purpose switch
    {
        Purpose.Tell => "status",
        Purpose.Move => "change",
        _ => "cancel",
    };
}
