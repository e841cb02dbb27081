using System.Collections.Immutable;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>Which of the orders on the books an utterance speaks of.</summary>
/// <param name="Services">None where no service was named.</param>
internal sealed record Wanted(ImmutableList<string> Services, DateOnly? Day, TimeOnly? Hour)
{
    public static Wanted In(Reading reading) => new([.. reading.Services.Select(ask => ask.Code)], reading.When?.Date, reading.When?.Time);

    public bool Fits(KnownOrder order)
    {
        var local = Shanghai.Local(order.From);
        return (Services.Count == 0 || Services.Contains(order.Service))
            && (Day is null || Day == DateOnly.FromDateTime(local))
            && (Hour is null || Hour == TimeOnly.FromDateTime(local));
    }
}
