using Dispatch.Orders;

namespace Dispatch;

/// <summary>
/// The front door of the desk: what callers, carriers and operators bring to it. Every method may be repeated and may be
/// called on any machine. Orders are read through <see cref="OrderBook"/>.
/// </summary>
public sealed class DispatchDesk
{
    /// <summary>
    /// Takes a wish that was read back and confirmed. Returns after the order is committed to the ledger; the same
    /// <see cref="OrderTerms.RequestId"/> gives the same order. A queue that is down does not matter: the order is offered once it is back.
    /// </summary>
    /// <param name="by">elder, operator:ID, desk.</param>
    public Task<PlaceOutcome> AcceptAsync(OrderTerms terms, string by, CancellationToken cancellation) =>
        throw new NotSupportedException($"{terms} {by} {cancellation}");

    /// <summary>Reads what a vendor, or anybody, wrote to the desk's number and answers by SMS. A message id is heard once.</summary>
    public Task HearSmsAsync(IncomingSms sms, CancellationToken cancellation) =>
        throw new NotSupportedException($"{sms} {cancellation}");

    /// <summary>Hears how a call went that the desk made through <see cref="IPhoneLine"/>.</summary>
    public Task HearCallAsync(CallReport report, CancellationToken cancellation) =>
        throw new NotSupportedException($"{report} {cancellation}");

    /// <summary>
    /// Rings the operators on duty, all at once, until one presses the key that joins the caller's line. Returns once that is under way,
    /// which it is even with both stores down. The same conversation is handed over once.
    /// </summary>
    public Task FetchOperatorAsync(CallerInNeed caller, CancellationToken cancellation) =>
        throw new NotSupportedException($"{caller} {cancellation}");

    /// <summary>
    /// Raises an alarm: rings people up the ladder of prompts/ladders.yaml until one of them acknowledges. Returns once that is under way,
    /// which it is even with both stores down. A conversation has one alarm; a later report only adds its words.
    /// </summary>
    public Task RaiseAlarmAsync(CallerInNeed caller, CancellationToken cancellation) =>
        throw new NotSupportedException($"{caller} {cancellation}");

    /// <summary>Ends the ringing for a conversation whose caller said that there is no danger, or hung up while waiting for an operator.</summary>
    /// <param name="words">Why, for the record; never logged.</param>
    public Task StandDownAsync(string conversationId, string words, CancellationToken cancellation) =>
        throw new NotSupportedException($"{conversationId} {words} {cancellation}");
}
