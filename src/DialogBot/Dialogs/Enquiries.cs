using DialogBot.Conversations;
using DialogBot.Services;
using DialogBot.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>Questions that the catalogue and the caller's own record answer.</summary>
internal sealed class Enquiries(Knowledge knowledge, Ordering ordering)
{
    /// <summary>Services told of in one breath: more nobody keeps in mind.</summary>
    private const int AtATime = 3;

    public Decision Price(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        var code = reading.Services.FirstOrDefault(ask => knowledge.Catalogue.Has(ask.Code))?.Code ?? conversation.Draft?.Service;
        if (code is null)
        {
            return Decision.Ask(conversation, Question.PriceOf, Lines.AskPriceOf);
        }

        var told = PriceOf(knowledge.Catalogue[code], conversation);
        if (conversation.Draft?.Service is not null)
        {
            return ordering.Continue(conversation, now).After([.. told]);
        }

        var wanted = conversation with { Draft = Wishes.Read(reading, knowledge)[0] };
        return Decision.Ask(wanted, Question.Wanted, [.. told, Lines.AskWanted]);
    }

    public Decision Services(Conversation conversation)
    {
        var from = conversation.ServicesTold % knowledge.Catalogue.All.Count;
        var names = knowledge.Catalogue.All.Skip(from).Take(AtATime).Select(service => service.Name);
        var list = knowledge.SpeechFor(conversation).List(names);
        var line = from == 0 ? Lines.ServicesTold.With(list) : Lines.ServicesMore.With(list);
        return Decision.Ask(conversation with { ServicesTold = from + AtATime }, Question.Wish, line, Lines.AskWhichService);
    }

    /// <summary>What is left of the caller's subsidies; 高龄津贴怎么申请 asks for the service.</summary>
    public Decision Subsidy(Conversation conversation, Reading reading, DateTimeOffset now)
    {
        if (reading.Services.Count > 0)
        {
            return Price(conversation, reading, now);
        }

        var caller = conversation.Caller;
        var speech = knowledge.SpeechFor(conversation);
        Said?[] balances =
        [
            caller.VoucherFen > 0 ? Lines.VoucherBalance.With(speech.Money.Say(caller.VoucherFen)) : null,
            caller.SubsidisedHours >= Quote.LeastHours ? Lines.HoursBalance.With(speech.Times.Duration(caller.SubsidisedHours)) : null,
        ];
        return balances.OfType<Said>().ToArray() is { Length: > 0 } known
            ? ordering.Continue(conversation, now).After(known)
            : Handovers.Fetch(conversation, "subsidy");
    }

    private Said[] PriceOf(Service service, Conversation conversation)
    {
        if (service.UnitFen == 0)
        {
            return [Lines.PriceFree.With(service.Name)];
        }

        var speech = knowledge.SpeechFor(conversation);
        var each = Lines.Price.With(service.Name, speech.Counted(service.Unit, 1), speech.Money.Say(service.UnitFen));
        Said?[] more =
        [
            service.Usual == 1 ? null : Lines.PriceUsual.With(speech.Counted(service.Unit, service.Usual), speech.Money.Say((long)(service.UnitFen * service.Usual))),
            service.Extra is { } extra ? Lines.Extra.With(extra) : null,
        ];
        return [each, .. more.OfType<Said>()];
    }
}
