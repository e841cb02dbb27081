using Dispatch;
using Dispatch.Ledger;
using Dispatch.Orders;
using VoiceGateway.Console.SignIn;

namespace VoiceGateway.Console.Orders;

/// <summary>What operators do to orders. An order that moved on since it was looked at is left alone: of two operators one is first.</summary>
internal sealed class OrderActions(DispatchDesk desk, OrderBook book, Seat seat)
{
    public Task<ActionOutcome> CancelAsync(Order seen, string reason, CancellationToken cancellation) =>
        ActAsync(seen, (by, token) => desk.DoAsync(seen.Number, new OrderCommand.Cancel(by, reason), token), cancellation);

    public Task<ActionOutcome> CloseAsync(Order seen, string reason, CancellationToken cancellation) =>
        ActAsync(seen, (by, token) => desk.DoAsync(seen.Number, new OrderCommand.Close(by, reason), token), cancellation);

    public Task<ActionOutcome> ChangeAsync(Order seen, DateTimeOffset from, DateTimeOffset until, bool keepVendor, CancellationToken cancellation) =>
        ActAsync(seen, (by, token) => desk.ChangeAsync(seen.Number, by, from, until, keepVendor, token), cancellation);

    /// <summary>Lets the desk go on asking vendors.</summary>
    public Task<ActionOutcome> ResumeAsync(Order seen, CancellationToken cancellation) =>
        ActAsync(seen, (by, token) => desk.DoAsync(seen.Number, new OrderCommand.Resume(by), token), cancellation);

    public Task<ActionOutcome> EscalateAsync(Order seen, string reason, CancellationToken cancellation) =>
        ActAsync(seen, (by, token) => desk.DoAsync(seen.Number, new OrderCommand.Escalate(by, reason), token), cancellation);

    public Task<ActionOutcome> JudgeAsync(Order seen, Review review, CancellationToken cancellation) =>
        ActAsync(seen, (by, token) => desk.DoAsync(seen.Number, new OrderCommand.Judge(by, review), token), cancellation);

    /// <summary>Gives it to a vendor who agreed on the phone; whoever has it gives it back first.</summary>
    /// <param name="reason">Why it is taken from the one who has it.</param>
    public Task<ActionOutcome> AssignAsync(Order seen, string vendorId, string reason, CancellationToken cancellation) =>
        ActAsync(seen, (by, token) => AssignAsync(seen, vendorId, reason, by, token), cancellation);

    private async Task<OrderOutcome> AssignAsync(Order seen, string vendorId, string reason, string by, CancellationToken cancellation)
    {
        if (seen.VendorId is { } holder && holder != vendorId
            && await desk.DoAsync(seen.Number, new OrderCommand.Return(by, holder, reason), cancellation) is not (OrderOutcome.Happened or OrderOutcome.Already) and var kept)
        {
            return kept;
        }

        // The desk numbers its own offers and may make one meanwhile: an operator's has another name.
        return await desk.DoAsync(seen.Number, new OrderCommand.Assign(by, $"{seen.Offers.Count + 1}-by-hand", vendorId), cancellation);
    }

    private async Task<ActionOutcome> ActAsync(Order seen, Func<string, CancellationToken, Task<OrderOutcome>> act, CancellationToken cancellation)
    {
        try
        {
            if (await seat.MayAsync(ConsolePolicies.Act, cancellation) is not { } person)
            {
                return new ActionOutcome.NotAllowed();
            }

            if (await book.FindAsync(seen.Number, cancellation) is not { } now)
            {
                return new ActionOutcome.Refused("no-such-order", null);
            }

            if (now.Version != seen.Version)
            {
                return new ActionOutcome.Overtaken(now);
            }

            return await act(person.By, cancellation) switch
            {
                OrderOutcome.Happened => new ActionOutcome.Done(),
                OrderOutcome.Already => new ActionOutcome.Already(),
                OrderOutcome.Refused refused => new ActionOutcome.Refused(refused.Reason, refused.Order),
                _ => new ActionOutcome.Away(),
            };
        }
        catch (LedgerUnavailableException)
        {
            return new ActionOutcome.Away();
        }
    }
}
