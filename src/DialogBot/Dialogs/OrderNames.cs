using DialogBot.Conversations;
using DialogBot.Services;
using DialogBot.Speaking;

namespace DialogBot.Dialogs;

/// <summary>How orders on the books are called aloud.</summary>
internal static class OrderNames
{
    /// <summary>明天下午三点的打扫卫生.</summary>
    public static string NameOf(this Knowledge knowledge, Conversation conversation, KnownOrder order, DateTimeOffset now)
    {
        var speech = knowledge.SpeechFor(conversation);
        var local = Shanghai.Local(order.From);
        return knowledge.Say(conversation, Lines.TheOrder.With(
            speech.Times.ShortDay(DateOnly.FromDateTime(local), Shanghai.Today(now)),
            speech.Times.Hour(TimeOnly.FromDateTime(local)),
            knowledge.Catalogue[order.Service].Name));
    }

    /// <summary>每个星期二的打扫卫生.</summary>
    /// <param name="order">A visit of a series.</param>
    public static string NameOfSeries(this Knowledge knowledge, Conversation conversation, KnownOrder order) =>
        knowledge.Say(conversation, Lines.TheSeries.With(
            knowledge.SpeechFor(conversation).Recurrences.Say(Recurrence.Parse(order.Recurrence!)),
            knowledge.Catalogue[order.Service].Name));

    private static string Say(this Knowledge knowledge, Conversation conversation, Said line) =>
        string.Concat(knowledge.Phrasebooks[conversation.Language].Render(line, 0));
}
