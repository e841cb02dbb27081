using DialogBot.Conversations;
using DialogBot.Services;

namespace DialogBot.Dialogs;

/// <summary>What a visit costs and how long it takes.</summary>
internal sealed record Quote(decimal Quantity, long PriceFen, TimeSpan Duration)
{
    /// <summary>More of anything than this was misheard.</summary>
    private const decimal MostBelieved = 20;

    /// <summary>Less than half an hour of visits is none.</summary>
    public const decimal LeastHours = 0.5m;

    /// <summary>Hours of visits that it uses up, in halves.</summary>
    public decimal Hours => HoursOf(Duration);

    public static decimal HoursOf(TimeSpan duration) => Math.Ceiling((decimal)duration.TotalHours * 2) / 2;

    public static Quote For(Draft draft, Service service)
    {
        if (service.Unit == PriceUnit.Visit)
        {
            return new Quote(1, service.UnitFen, service.Duration);
        }

        var quantity = draft.Quantity is > 0 and <= MostBelieved ? draft.Quantity.Value : Range(draft, service) ?? service.Usual;
        var duration = service.Unit == PriceUnit.Hour ? TimeSpan.FromHours((double)quantity) : service.Duration;
        return new Quote(quantity, (long)Math.Round(service.UnitFen * quantity), duration);
    }

    /// <summary>三点到五点 is two hours where hours are paid.</summary>
    private static decimal? Range(Draft draft, Service service)
    {
        if (service.Unit != PriceUnit.Hour || draft.Until is not { } until || draft.Time is not { } from)
        {
            return null;
        }

        var hours = (decimal)(until - from).TotalHours;
        return until > from && hours <= MostBelieved ? Math.Ceiling(hours * 2) / 2 : null;
    }
}
