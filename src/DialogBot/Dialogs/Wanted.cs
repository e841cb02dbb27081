using System.Collections.Immutable;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>Which of the orders on the books an utterance speaks of.</summary>
/// <param name="Services">None where no service was named.</param>
/// <param name="To">Where it is to be moved to; null where that was not said, or nothing is moved.</param>
internal sealed record Wanted(ImmutableList<string> Services, DateOnly? Day, TimeOnly? Hour, TimeAsk? To = null)
{
    public static Wanted In(Reading reading) => new(ServicesOf(reading), reading.When?.Date, reading.When?.Time);

    /// <summary>Of what is to be moved, the time that it is moved away from says which.</summary>
    public static Wanted ToMove(Reading reading) => new(ServicesOf(reading), reading.Was?.Date, reading.Was?.Time, reading.When);

    public bool Fits(KnownOrder order)
    {
        var local = Shanghai.Local(order.From);
        return (Services.Count == 0 || Services.Contains(order.Service))
            && (Day is null || Day == DateOnly.FromDateTime(local))
            && (Hour is null || Hour == TimeOnly.FromDateTime(local));
    }

    private static ImmutableList<string> ServicesOf(Reading reading) => [.. reading.Services.Select(ask => ask.Code)];
}
