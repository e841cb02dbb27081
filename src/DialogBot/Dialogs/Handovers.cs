using DialogBot.Conversations;
using DialogBot.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>Gives a caller to an operator, with everything known so far.</summary>
internal sealed class Handovers(Knowledge knowledge)
{
    public static Decision Fetch(Conversation conversation, string reason) => new(
        conversation with { Next = NextStep.AwaitOperator },
        [Lines.Handover.About(reason)],
        new Act.Fetch(reason));

    /// <summary>For who waited for an operator when the line broke: the operators were told that the caller is gone.</summary>
    public static Decision FetchAgain(Conversation conversation) => new(conversation, [Lines.ReassureOperator], new Act.Fetch("asked"));

    /// <summary>The caller speaks while waiting for an operator.</summary>
    public static Decision WhileWaiting(Conversation conversation, Reading reading) => reading.Intent == Intent.Goodbye
        ? Decision.Say(conversation with { Next = NextStep.HangUp }, Lines.Goodbye)
        : Reassure(conversation);

    public static Decision Reassure(Conversation conversation) => Decision.Say(conversation, Lines.ReassureOperator);

    /// <summary>One line for the operator's screen, and for a whisper.</summary>
    public string Summarise(Conversation conversation, string reason, DateTimeOffset now)
    {
        var book = knowledge.Phrasebooks[Knowledge.Standard];
        List<Said> said = [Lines.Summary.With(WhoCalls(conversation.Caller, book), string.Concat(book.Render(Lines.HandoverReason.About(reason), 0)))];
        IEnumerable<Draft> drafts = conversation.Draft is { } open ? [open, .. conversation.Pending] : conversation.Pending;
        said.AddRange(drafts.Select(draft => Wish(draft, book.Speech, now)).Where(wish => wish.Length > 0).Select(wish => Lines.SummaryWish.With(wish)));

        if (conversation.Orders > 0)
        {
            said.Add(Lines.SummaryOrders.With(book.Speech.Numerals.Count(conversation.Orders)));
        }

        if (conversation.LastWords is { Length: > 0 } words)
        {
            said.Add(Lines.SummaryWords.With(words));
        }

        return string.Concat(said.SelectMany(line => book.Render(line, 0)));
    }

    private static string WhoCalls(Caller caller, Phrasebook book)
    {
        var known = caller.Name ?? caller.Honorific;
        return caller.Relative is { } relative && known is not null ? string.Concat(book.Render(Lines.SummaryRelative.With(known, relative.Relation, relative.Name), 0))
            : known ?? string.Concat(book.Render(Lines.SummaryStranger, 0));
    }

    private string Wish(Draft draft, Speech speech, DateTimeOffset now)
    {
        string?[] known =
        [
            draft.Service is { } code ? knowledge.Catalogue[code].Name : null,
            draft.Date is { } day ? speech.Times.ShortDay(day, Shanghai.Today(now)) : null,
            draft.Time is { } hour ? speech.Times.Hour(hour) : null,
            draft.Address ?? draft.Place,
            draft.Destination,
            draft.Person,
        ];
        return speech.List(known.OfType<string>());
    }
}
