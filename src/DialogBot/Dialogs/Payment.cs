using DialogBot.Services;

namespace DialogBot.Dialogs;

/// <summary>Who pays for a visit.</summary>
/// <param name="Lacking">What the caller might have counted on and cannot have here; null where nothing is to be said.</param>
internal sealed record Payment(Payer Payer, Lacking? Lacking = null)
{
    /// <param name="wish">Who shall pay, where the caller said so.</param>
    public static Payment Choose(Service service, Quote quote, Caller caller, Payer? wish)
    {
        if (quote.PriceFen == 0 || wish == Payer.Self)
        {
            return new Payment(Payer.Self);
        }

        if (wish is { } wished && Covers(wished))
        {
            return new Payment(wished);
        }

        var payer = service.Payers.FirstOrDefault(Covers, Payer.Self);
        return new Payment(payer, Why());

        bool Covers(Payer candidate) => service.Payers.Contains(candidate) && candidate switch
        {
            Payer.Voucher => caller.VoucherFen >= quote.PriceFen,
            Payer.Hours => caller.SubsidisedHours >= quote.Hours,
            _ => true,
        };

        Lacking? Why() => wish switch
        {
            Payer.Voucher => service.Payers.Contains(Payer.Voucher) ? Dialogs.Lacking.VoucherShort : Dialogs.Lacking.VoucherNotTaken,
            Payer.Hours => service.Payers.Contains(Payer.Hours) ? Dialogs.Lacking.HoursShort : Dialogs.Lacking.HoursNotTaken,
            _ when payer != Payer.Self || caller.VoucherFen == 0 => null,
            _ => service.Payers.Contains(Payer.Voucher) ? Dialogs.Lacking.VoucherShort : Dialogs.Lacking.VoucherNotTaken,
        };
    }
}
