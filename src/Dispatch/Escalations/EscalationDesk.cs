using Dispatch.Offers;
using Dispatch.Orders;

namespace Dispatch.Escalations;

/// <summary>
/// What waits for an operator, in one list: orders that the desk cannot go on with or whose elder was not content, and callers whom nobody
/// answered. One operator sees to each; of two who claim at once the first has it. Everything done here is on the ledger's record.
/// </summary>
public sealed class EscalationDesk
{
    /// <summary>Kind of missed callers among the ledger's subjects, as <see cref="Ledger.LedgerNews"/> tells it.</summary>
    public const string Callers = MissedCallers.Subjects;

    private readonly OrderDesk orders;
    private readonly OrderBook book;
    private readonly MissedCallers missed;
    private readonly EscalationPolicy policy;
    private readonly DispatchOptions options;
    private readonly TimeProvider time;

    internal EscalationDesk(OrderDesk orders, OrderBook book, MissedCallers missed, EscalationPolicy policy, DispatchOptions options, TimeProvider time)
    {
        this.orders = orders;
        this.book = book;
        this.missed = missed;
        this.policy = policy;
        this.options = options;
        this.time = time;
    }

    /// <summary>Of every region of this house, the longest waiting first.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<OpenEscalation>> OpenAsync(CancellationToken cancellation)
    {
        var open = new List<OpenEscalation>();
        foreach (var region in options.Regions)
        {
            var waiting = await book.EscalatedAsync(region, cancellation);
            open.AddRange(waiting.Select(order => new OpenEscalation.OfOrder(order, Standing(order.Escalation!.Claim))));
            var callers = await missed.OpenAsync(region, cancellation);
            open.AddRange(callers.Select(caller => new OpenEscalation.OfCaller(caller, Standing(caller.Claim))));
        }

        return [.. open.OrderBy(each => each.At)];
    }

    /// <summary>Takes it for one operator; taken again by the same one it is held longer.</summary>
    /// <param name="by">operator:ID.</param>
    /// <exception cref="Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<ClaimOutcome> ClaimAsync(string id, string by, CancellationToken cancellation) => CallerOf(id) is var (region, caller)
        ? missed.ClaimAsync(region, caller, by, cancellation)
        : DoAsync(id, new OrderCommand.Claim(by, policy.Hold), cancellation);

    /// <summary>Leaves it to the others.</summary>
    /// <param name="by">operator:ID.</param>
    /// <exception cref="Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<ClaimOutcome> ReleaseAsync(string id, string by, CancellationToken cancellation) => CallerOf(id) is var (region, caller)
        ? missed.ReleaseAsync(region, caller, by, cancellation)
        : DoAsync(id, new OrderCommand.Release(by), cancellation);

    /// <summary>Leaves everything that an operator has claimed to the others: they sign out.</summary>
    /// <param name="by">operator:ID.</param>
    /// <exception cref="Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task ReleaseAllAsync(string by, CancellationToken cancellation)
    {
        foreach (var mine in (await OpenAsync(cancellation)).Where(each => each.Claim?.By == by))
        {
            await ReleaseAsync(mine.Id, by, cancellation);
        }
    }

    /// <summary>It has been seen to: the desk goes on with the order, the caller was called back.</summary>
    /// <param name="by">operator:ID.</param>
    /// <param name="reason">What was done, in the operator's words; never logged.</param>
    /// <exception cref="Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public Task<ClaimOutcome> FinishAsync(string id, string by, string reason, CancellationToken cancellation) => CallerOf(id) is var (region, caller)
        ? missed.FinishAsync(region, caller, by, reason, cancellation)
        : DoAsync(id, new OrderCommand.Resume(by, reason), cancellation);

    private async Task<ClaimOutcome> DoAsync(string number, OrderCommand command, CancellationToken cancellation) =>
        await orders.DoAsync(number, command, cancellation) switch
        {
            OrderOutcome.Happened or OrderOutcome.Already => new ClaimOutcome.Yours(),
            OrderOutcome.Refused { Order.Escalation.Claim: { } claim } => new ClaimOutcome.Theirs(claim),
            OrderOutcome.Refused => new ClaimOutcome.Over(),
            _ => new ClaimOutcome.Unavailable(),
        };

    private OperatorClaim? Standing(OperatorClaim? claim) => claim is not null && claim.Holds(policy.Hold, time.GetUtcNow()) ? claim : null;

    private static (string Region, string Id)? CallerOf(string id) =>
        id.Split('/', 2) is [var region, var caller] ? (region, caller) : null;
}
