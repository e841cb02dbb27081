using DialogBot.Conversations;
using DialogBot.Services;
using DialogBot.Speaking;

namespace DialogBot.Dialogs;

/// <summary>Says an order as it would be placed: service, day, hour, price and who pays.</summary>
internal static class ReadBack
{
    public static IEnumerable<Said> Of(Draft draft, Service service, Caller caller, Speech speech, DateOnly today)
    {
        var quote = Quote.For(draft, service);
        var payment = Payment.Choose(service, quote, caller, draft.PayerWish);
        return
        [
            What(service, quote, speech),
            When(draft, draft.Agreed!, speech, today),
            .. Where(draft, caller),
            .. Price(draft, service, quote, payment, caller, speech),
            Lines.AskConfirm,
        ];
    }

    private static Said What(Service service, Quote quote, Speech speech) => service.Unit == PriceUnit.Visit
        ? Lines.ReadBackVisit.With(service.Name)
        : Lines.ReadBack.With(service.Name, speech.Counted(service.Unit, quote.Quantity));

    private static Said When(Draft draft, Window window, Speech speech, DateOnly today)
    {
        var hour = speech.Times.Hour(window.From);
        return draft.Recurrence is { } rule
            ? Lines.ReadBackRecurring.With(speech.Recurrences.Say(Recurrence.Parse(rule)), hour, speech.Times.ShortDay(window.Day, today))
            : Lines.ReadBackWhen.With(speech.Times.Day(window.Day, today), hour);
    }

    private static IEnumerable<Said> Where(Draft draft, Caller caller)
    {
        if (draft.Address is { } address)
        {
            yield return Lines.ReadBackAddress.With(address);
        }

        if ((caller.Relative is null ? draft.Person : caller.Honorific ?? caller.Name) is { } person)
        {
            yield return Lines.ReadBackPerson.With(person);
        }

        if (draft.Preference is { } preference)
        {
            yield return Lines.ReadBackPreference.With(preference);
        }
    }

    private static IEnumerable<Said> Price(Draft draft, Service service, Quote quote, Payment payment, Caller caller, Speech speech)
    {
        if (payment.Lacking is { } lacking)
        {
            yield return Missing(lacking, service, caller, speech);
        }

        var price = speech.Money.Say(quote.PriceFen);
        yield return payment.Payer switch
        {
            _ when quote.PriceFen == 0 => Lines.Free,
            Payer.Voucher => Lines.PaidByVoucher.With(price),
            Payer.Hours => Lines.PaidByHours.With(price, speech.Times.Duration(quote.Hours)),
            _ => Lines.PaidBySelf.With(price),
        };
        if (draft.Recurrence is not null && quote.PriceFen > 0)
        {
            yield return Lines.PaidEachTime;
        }

        if (service.Extra is { } extra)
        {
            yield return Lines.Extra.With(extra);
        }
    }

    private static Said Missing(Lacking lacking, Service service, Caller caller, Speech speech) => lacking switch
    {
        Lacking.VoucherShort when caller.VoucherFen == 0 => Lines.VoucherNone,
        Lacking.HoursShort when caller.SubsidisedHours < Quote.LeastHours => Lines.HoursNone,
        Lacking.VoucherShort => Lines.VoucherShort.With(speech.Money.Say(caller.VoucherFen)),
        Lacking.HoursShort => Lines.HoursShort.With(speech.Times.Duration(caller.SubsidisedHours)),
        Lacking.VoucherNotTaken => Lines.VoucherNotTaken.With(service.Name),
        _ => Lines.HoursNotTaken.With(service.Name),
    };
}
