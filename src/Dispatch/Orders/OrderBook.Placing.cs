using Dispatch.Ledger;

namespace Dispatch.Orders;

/// <summary>受理: how a wish becomes an order, or part of one.</summary>
public sealed partial class OrderBook
{
    private const string ElderKind = "elder";

    /// <summary>Makes an order, or finds the one that it repeats. Safe to repeat with the same <see cref="OrderTerms.RequestId"/>.</summary>
    /// <param name="by">elder, relative, operator:ID, desk.</param>
    public async Task<PlaceOutcome> PlaceAsync(OrderTerms terms, string by, CancellationToken cancellation)
    {
        try
        {
            if (await numbers.DrawAsync(terms.Region, time.GetUtcNow(), cancellation) is not { } number)
            {
                return new PlaceOutcome.Unavailable();
            }

            for (var tries = 0; tries < MostTries; tries++)
            {
                if (await TryPlaceAsync(terms, number, by, cancellation) is { } outcome)
                {
                    return outcome;
                }
            }

            throw new InvalidDataException($"order {number} finds no place: its elder's orders differ from the events; run rebuild-views");
        }
        catch (LedgerUnavailableException)
        {
            return new PlaceOutcome.Unavailable();
        }
    }

    /// <returns>Null where the elder's orders moved on meanwhile and it has to be decided again.</returns>
    private async Task<PlaceOutcome?> TryPlaceAsync(OrderTerms terms, string number, string by, CancellationToken cancellation)
    {
        var now = Now();
        var elder = new Subject(ElderKind, OrderRow.KeyOf(terms));

        // The elder's own count is read first: an order that is accepted between the two reads makes the append a conflict.
        var elderVersion = await ledger.VersionAsync(terms.Region, elder, cancellation);
        var orders = await ListAsync(
            rows => rows.Where(row => !row.IsEnded && (row.ElderKey == elder.Id || row.ElderPhone == terms.ElderPhone)),
            cancellation);
        if (RepeatRule.FindRepeated(orders, terms) is { } repeated)
        {
            if (OrderRules.WhyNotRecurring(terms) is { } reason)
            {
                return new PlaceOutcome.Refused(reason);
            }

            return await MergeAsync(repeated, terms, by, cancellation);
        }

        var lane = PromiseRule.LaneOf(terms.From, terms.Urgent, now);
        var promiseBy = PromiseRule.PromiseBy(terms.From, promises[lane], now);
        var accept = new OrderCommand.Accept(by, number, terms, lane, promiseBy, DoorstepCode.Choose(), await LeftAsync(terms, cancellation));
        return OrderRules.Decide(null, accept, now) switch
        {
            Decision.Events decided => await StoreAsync(decided.Items, elder, elderVersion, cancellation),
            Decision.Refused refused => await FindHeardAsync(terms, cancellation) ?? new PlaceOutcome.Refused(refused.Reason),
            _ => throw new InvalidOperationException("a new order is either accepted or refused"),
        };
    }

    /// <summary>What is left to pay an order with; null where the elder pays. Read after the elder's count: two orders at once cannot both take the last of it.</summary>
    private async Task<Subsidies?> LeftAsync(OrderTerms terms, CancellationToken cancellation)
    {
        if (terms.Payer is Payer.Self)
        {
            return null;
        }

        var elder = terms.ElderId is { } id ? await elders.FindAsync(id, cancellation) : null;
        return elder is null ? Subsidies.None : await SubsidiesLeftAsync(elder, cancellation);
    }

    /// <summary>The order and the elder's count of orders are one append: two machines that accept at once cannot both succeed.</summary>
    private async Task<PlaceOutcome?> StoreAsync(IReadOnlyList<OrderEvent> decided, Subject elder, long elderVersion, CancellationToken cancellation)
    {
        var order = Order.Fold(decided);
        var events = decided.Select((happened, i) => OrderJson.Write(EventId(happened), order.Number, i, happened));
        var ordered = new NewEvent($"ordered:{order.Number}", elder, elderVersion, "elder.ordered", $$"""{"order":"{{order.Number}}"}""", order.AcceptedAt);
        NewEvent[] begun = BeginsSeries(order.Terms) ? [SeriesBook.Begun(order.Terms, order.AcceptedAt)] : [];
        return await ledger.AppendAsync(order.Terms.Region, [.. events, ordered, .. begun], cancellation) switch
        {
            AppendOutcome.Appended => new PlaceOutcome.Placed(order),
            AppendOutcome.Duplicate duplicate => await FindRequestedAsync(duplicate.Event, cancellation),
            AppendOutcome.Unavailable => new PlaceOutcome.Unavailable(),
            _ => null,
        };
    }

    /// <summary>The visit is on the books already. That it is to come again is news, unless that visit comes again by the same rule.</summary>
    private async Task<PlaceOutcome?> MergeAsync(Order repeated, OrderTerms terms, string by, CancellationToken cancellation)
    {
        if (repeated.Terms.RequestId == terms.RequestId)
        {
            return new PlaceOutcome.Placed(repeated);
        }

        var repeat = new OrderCommand.Repeat(by, terms.RequestId, terms.Channel, terms.ConversationId, terms.SpokenBy);
        NewEvent[] begun = BeginsSeries(terms) && repeated.Terms.Recurrence != terms.Recurrence ? [SeriesBook.Begun(terms, Now())] : [];
        return await TryAsync(repeated, repeat, cancellation, begun) switch
        {
            OrderOutcome.Happened happened => new PlaceOutcome.Merged(happened.Order),
            OrderOutcome.Already already => new PlaceOutcome.Merged(already.Order),
            OrderOutcome.Unavailable => new PlaceOutcome.Unavailable(),
            _ => await FindHeardAsync(terms, cancellation),
        };
    }

    /// <summary>A request that was heard before, and by now looks like the repeat of another order: one that was moved to its hour.</summary>
    /// <returns>Null where it was not heard before.</returns>
    private async Task<PlaceOutcome?> FindHeardAsync(OrderTerms terms, CancellationToken cancellation)
    {
        var elder = OrderRow.KeyOf(terms);
        var orders = await ListAsync(rows => rows.Where(row => row.ElderKey == elder || row.ElderPhone == terms.ElderPhone), cancellation);
        return orders.FirstOrDefault(order => order.Terms.RequestId == terms.RequestId) is { } placed ? new PlaceOutcome.Placed(placed)
            : orders.FirstOrDefault(order => order.RepeatRequestIds.Contains(terms.RequestId)) is { } merged ? new PlaceOutcome.Merged(merged)
            : null;
    }

    /// <summary>The request was heard before: whatever became of it then is the answer now.</summary>
    private async Task<PlaceOutcome> FindRequestedAsync(LedgerEvent earlier, CancellationToken cancellation)
    {
        var order = await FindAsync(earlier.Subject.Id, cancellation)
            ?? throw new InvalidDataException($"{earlier.Subject} has events but no row: run rebuild-views");
        return OrderJson.Read(earlier) is OrderEvent.Repeated ? new PlaceOutcome.Merged(order) : new PlaceOutcome.Placed(order);
    }

    private static bool BeginsSeries(OrderTerms terms) => terms.Series == terms.RequestId;
}
