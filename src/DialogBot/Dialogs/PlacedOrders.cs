using System.Collections.Immutable;
using DialogBot.Conversations;
using DialogBot.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>What a caller wants to know of orders that are on the books, and which of them to cancel.</summary>
internal sealed class PlacedOrders(Knowledge knowledge, Ordering ordering)
{
    /// <summary>Told in one breath: more nobody keeps in mind.</summary>
    private const int AtATime = 3;

    /// <summary>A worker who is later than this is looked for by a person.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public static Decision LookUp(Conversation conversation, Reading reading, bool toCancel) =>
        new(conversation, [], new Act.LookUp(Wanted.In(reading), toCancel));

    /// <summary>The desk has answered.</summary>
    /// <param name="orders">Null where it could not.</param>
    public Decision Found(Conversation conversation, Act.LookUp asked, IReadOnlyList<KnownOrder>? orders, DateTimeOffset now)
    {
        if (orders is null)
        {
            return Handovers.Fetch(conversation, asked.ToCancel ? "cancel" : "status");
        }

        var meant = orders.Where(asked.Wanted.Fits).ToImmutableList();
        if (meant.Count == 0)
        {
            return ordering.Continue(conversation, now).After(Lines.StatusNone);
        }

        return asked.ToCancel ? Choose(conversation, meant, now) : Tell(conversation, meant, now);
    }

    /// <summary>An answer to which order to cancel, or whether; null where something else was said.</summary>
    public Decision? Answer(Conversation conversation, Reading reading, DateTimeOffset now) => conversation.Question switch
    {
        Question.Cancel or Question.WhichCancel when reading.Intent is Intent.Deny => Keep(conversation, now),
        Question.Cancel when reading.Intent is Intent.Affirm or Intent.OrderCancel && conversation.Cancelling is [var order] =>
            new Decision(conversation, [], new Act.Cancel(order)),
        Question.WhichCancel when reading.Services.Count > 0 || reading.When is not null =>
            conversation.Cancelling.Where(Wanted.In(reading).Fits).ToImmutableList() is { Count: > 0 } fewer ? Choose(conversation, fewer, now) : null,
        _ => null,
    };

    public Decision AskAgain(Conversation conversation, DateTimeOffset now) => Choose(conversation, conversation.Cancelling, now);

    public Decision Cancelled(Conversation conversation, KnownOrder order, CancelOutcome outcome, DateTimeOffset now)
    {
        var done = conversation with { Cancelling = [] };
        return outcome switch
        {
            CancelOutcome.Unavailable => Handovers.Fetch(done, "unavailable"),
            CancelOutcome.TooLate => Handovers.Fetch(done, "cancel"),
            _ when order.ComesAgain => ordering.Continue(done, now).After(Lines.Cancelled.With(Name(done, order, now)), Lines.CancelledOnce),
            _ => ordering.Continue(done, now).After(Lines.Cancelled.With(Name(done, order, now))),
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
        var name = Name(conversation, order, now);
        return order.Standing switch
        {
            OrderStanding.Taken => Lines.StatusTaken.With(name, order.Vendor ?? knowledge.Catalogue[order.Service].Worker),
            OrderStanding.AtTheDoor => Lines.StatusAtTheDoor.With(name),
            OrderStanding.Done => Lines.StatusDone.With(name),
            OrderStanding.WithOperator => Lines.StatusWithOperator.With(name),
            _ => Lines.StatusSeeking.With(name),
        };
    }

    /// <summary>What is cancelled is read back first. Somebody who is at the door already is sent away by a person only.</summary>
    private Decision Choose(Conversation conversation, ImmutableList<KnownOrder> orders, DateTimeOffset now)
    {
        var open = orders.RemoveAll(order => order.Standing is OrderStanding.Done or OrderStanding.AtTheDoor);
        var asking = conversation with { Cancelling = open };
        return open switch
        {
            [] => Handovers.Fetch(conversation, "cancel"),
            [var only] => Decision.Ask(asking, Question.Cancel, Lines.AskCancel.With(Name(conversation, only, now))),
            _ => Decision.Ask(
                asking,
                Question.WhichCancel,
                [Lines.CancelThese, .. open.Take(AtATime).Select(order => Lines.CancelOne.With(Name(conversation, order, now))), Lines.AskWhichCancel]),
        };
    }

    private Decision Keep(Conversation conversation, DateTimeOffset now) =>
        ordering.Continue(conversation with { Cancelling = [] }, now).After(Lines.NotCancelled);

    /// <summary>明天下午三点的打扫卫生.</summary>
    private string Name(Conversation conversation, KnownOrder order, DateTimeOffset now)
    {
        var speech = knowledge.SpeechFor(conversation);
        var local = Shanghai.Local(order.From);
        var line = Lines.TheOrder.With(
            speech.Times.ShortDay(DateOnly.FromDateTime(local), Shanghai.Today(now)),
            speech.Times.Hour(TimeOnly.FromDateTime(local)),
            knowledge.Catalogue[order.Service].Name);
        return string.Concat(knowledge.Phrasebooks[conversation.Language].Render(line, 0));
    }
}
