using DialogBot;
using Dispatch.Alarms;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Queue;
using Dispatch.Registry;
using VoiceGateway.Calls.Live;
using VoiceGateway.Chat;

namespace VoiceGateway.Screens.Touch;

/// <summary>Puts together what a screen shows of its elder.</summary>
internal sealed class TouchViews(
    OrderBook orders, VendorDirectory vendors, ServiceCatalogue services, AlarmDesk alarms, LiveDesk calls, ChatBook book, Bot bot, TouchWords words, TimeProvider time)
{
    private const int MostOrders = 30;
    private const int MostShown = 6;
    private const int MostRelatives = 2;

    /// <param name="chat">The conversation under way.</param>
    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">The orders cannot be read.</exception>
    /// <exception cref="RedisUnavailableException">The conversation cannot be read.</exception>
    public async Task<TouchView> LookAsync(Elder elder, Chat.Chat? chat, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var all = await orders.OrdersOfElderAsync(elder.Id, MostOrders, cancellation);
        return new TouchView(
            elder.Honorific,
            [.. elder.Contacts.Take(MostRelatives).Select(contact => new TouchView.Relative(contact.Relation, contact.Name, contact.Phone))],
            chat is null ? null : Talk(chat, await book.ReadAsync(chat.Id, 0, cancellation)),
            await WishAsync(elder, chat, cancellation),
            await VisitsAsync(all, now, cancellation),
            TouchOrders.Last(all, now) is { } last ? Again(last, now) : null,
            TouchAlarm.Of(alarms, elder) is { } alarm ? new TouchView.Help(alarm.Acknowledged is { Person: var person } ? person.Name ?? person.Phone : null) : null);
    }

    /// <summary>How an order is told of aloud.</summary>
    public string Tell(TouchView.Visit visit) =>
        words.Order.Replace("{time}", visit.Time, StringComparison.Ordinal).Replace("{service}", visit.Name, StringComparison.Ordinal).Replace("{standing}", visit.Standing, StringComparison.Ordinal)
        + (visit.Code is { } code ? words.Code.Replace("{code}", string.Join('，', code.Select(digit => words.Digits[digit - '0'])), StringComparison.Ordinal) : "");

    private static TouchView.Conversation? Talk(Chat.Chat chat, IReadOnlyList<ChatEvent> events)
    {
        var said = events.OfType<ChatEvent.Said>().ToList();
        if (said.FindLast(each => each.By != ChatSpeaker.Chatter) is not { } last)
        {
            return null;
        }

        return new TouchView.Conversation(
            events.Count,
            last.Text,
            last.By == ChatSpeaker.Operator ? last.Name : null,
            said.FindLast(each => each.By == ChatSpeaker.Chatter)?.Text,
            chat.Handover is null ? last.Choices : [],
            chat.Handover is { OperatorId: null },
            chat.Handover?.OperatorName,
            last.Closes);
    }

    /// <summary>What is spoken of here goes before what is spoken of on the telephone, and that before what was left.</summary>
    private async Task<TouchView.Draft?> WishAsync(Elder elder, Chat.Chat? chat, CancellationToken cancellation)
    {
        if (chat is not null && await bot.LookAsync(chat.MindId, cancellation) is { Wishes: [var here, ..] })
        {
            return Draft("here", here);
        }

        if (calls.Calls.FirstOrDefault(call => elder.Phones.Contains(call.Phone)) is { } call && await bot.LookAsync(call.Conversation, cancellation) is { Wishes: [var spoken, ..] })
        {
            return Draft("phone", spoken);
        }

        var caller = new Caller(elder.Phones[0], elder.Id, elder.Name, elder.Honorific, elder.Address, elder.Region, elder.Dialect, 0, 0);
        return await bot.LeftAsync(elder.Id, caller, cancellation) is { } left ? Draft("left", left) : null;
    }

    private TouchView.Draft Draft(string source, OpenWish wish) => new(
        source,
        wish.Service,
        wish.Service is { } service ? services.Find(service).Name : null,
        wish.From is { } from ? bot.Tell(from) : wish.Day is { } day ? words.SomeTime.Replace("{day}", bot.Tell(day), StringComparison.Ordinal) : null,
        wish is { From: not null, PriceFen: { } price } ? bot.TellSum(price) : null,
        wish.Address);

    private async Task<IReadOnlyList<TouchView.Visit>> VisitsAsync(IReadOnlyList<Order> all, DateTimeOffset now, CancellationToken cancellation)
    {
        var visits = new List<TouchView.Visit>();
        foreach (var order in all.Where(order => TouchOrders.IsShown(order, now)).OrderBy(order => order.Terms.From).Take(MostShown))
        {
            var vendor = order.VendorId is { } id ? await vendors.FindAsync(id, cancellation) : null;
            var step = TouchOrders.StepOf(order);
            visits.Add(new TouchView.Visit(
                order.Number,
                order.Terms.Service,
                services.Find(order.Terms.Service).Name,
                bot.Tell(order.Terms.From),
                step,
                words.Standings[TouchOrders.StandingOf(order)].Replace("{vendor}", vendor?.Name ?? "", StringComparison.Ordinal),
                order.DoneAt is null ? order.DoorstepCode : null));
        }

        return visits;
    }

    private TouchView.Repeat Again(Order last, DateTimeOffset now)
    {
        var (name, at) = (services.Find(last.Terms.Service).Name, bot.Tell(TouchOrders.Tomorrow(last, now)));
        return new TouchView.Repeat(last.Terms.Service, name, at, words.AgainFor(last.Terms.Service, name, at));
    }
}
