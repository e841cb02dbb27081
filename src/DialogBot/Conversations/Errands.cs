using DialogBot.Dialogs;
using DialogBot.Understanding;
using Microsoft.Extensions.Logging;

namespace DialogBot.Conversations;

/// <summary>Does what was decided, at the desk and with the people behind the bot. What cannot be done is said truly, and a person is fetched.</summary>
internal sealed partial class Errands(Receptionist receptionist, Handovers handovers, ICallerDirectory callers, IOrderDesk desk, IPeople people, TimeProvider time, ILogger logger)
{
    /// <summary>A caller waits no longer for the ledger; carriers drop a turn after 6 s.</summary>
    private static readonly TimeSpan DeskPatience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan RegistryPatience = TimeSpan.FromSeconds(2);

    /// <summary>Does what a decision asks for, and what follows from that.</summary>
    public async Task<Decision> DoAsync(Decision decision, CancellationToken cancellation)
    {
        switch (decision.Act)
        {
            case Act.Place place:
                var outcome = await PlaceAsync(place.Request, cancellation);
                Telemetry.Order(outcome);
                return await DoAsync(receptionist.Answer(decision.Conversation, place.Request, outcome, time.GetUtcNow()), cancellation);
            case Act.LookUp asked:
                var orders = await FindOrdersAsync(decision.Conversation, cancellation);
                return await DoAsync(receptionist.Found(decision.Conversation, asked, orders, time.GetUtcNow()), cancellation);
            case Act.Cancel cancel:
                var ended = await CancelAsync(decision.Conversation, cancel.Order.Number, cancellation);
                return await DoAsync(receptionist.Cancelled(decision.Conversation, cancel.Order, ended, time.GetUtcNow()), cancellation);
            case Act.EndSeries end:
                var over = await EndSeriesAsync(decision.Conversation, end.Order.Number, cancellation);
                return await DoAsync(receptionist.SeriesEnded(decision.Conversation, end.Order, over, time.GetUtcNow()), cancellation);
            case Act.Move move:
                var moved = await MoveAsync(decision.Conversation, move, cancellation);
                return await DoAsync(receptionist.Moved(decision.Conversation, move, moved, time.GetUtcNow()), cancellation);
            case Act.Fetch fetch:
                return decision with { Handover = await FetchAsync(decision.Conversation, fetch.Reason, cancellation) };
            case Act.Raise raise:
                await RaiseAsync(decision.Conversation.Id, decision.Conversation.Caller, raise.Danger, decision.Conversation.LastWords ?? "", decision.Conversation.Channel, cancellation);
                return decision;
            default:
                return decision;
        }
    }

    private async Task<Handover> FetchAsync(Conversation conversation, string reason, CancellationToken cancellation)
    {
        Telemetry.Handover(reason);
        var summary = handovers.Summarise(conversation, reason, time.GetUtcNow());
        var handover = new Handover(conversation.Id, conversation.Caller, reason, summary) { Channel = conversation.Channel };
        try
        {
            await people.FetchOperatorAsync(handover, cancellation).WaitAsync(DeskPatience, time, cancellation);
        }
        catch (Exception broken) when (IsFault(broken, cancellation))
        {
            Log.NoOperatorFetched(logger, broken, conversation.Id);
        }

        return handover;
    }

    public async Task RaiseAsync(string conversationId, Caller caller, Danger danger, string words, string channel, CancellationToken cancellation)
    {
        Telemetry.Alarm(danger);
        try
        {
            await people.RaiseAlarmAsync(new AlarmReport(conversationId, caller, danger, words, channel), cancellation).WaitAsync(DeskPatience, time, cancellation);
        }
        catch (Exception broken) when (IsFault(broken, cancellation))
        {
            Log.NoAlarmRaised(logger, broken, conversationId);
        }
    }

    /// <summary>What somebody in danger goes on to say.</summary>
    public async Task SayAsync(Conversation conversation, string turnId, string words, CancellationToken cancellation)
    {
        try
        {
            await people.SayAsync(conversation.Id, turnId, words, cancellation).WaitAsync(DeskPatience, time, cancellation);
        }
        catch (Exception broken) when (IsFault(broken, cancellation))
        {
            Log.NotSaid(logger, broken, conversation.Id);
        }
    }

    public async Task StandDownAsync(Conversation conversation, Act.StandDown act, CancellationToken cancellation)
    {
        try
        {
            await people.StandDownAsync(conversation.Id, act.Words, cancellation).WaitAsync(DeskPatience, time, cancellation);
        }
        catch (Exception broken) when (IsFault(broken, cancellation))
        {
            Log.NotStoodDown(logger, broken, conversation.Id);
        }
    }

    /// <summary>Who calls; where the registry does not answer, a stranger with a number.</summary>
    public async Task<Caller> FindCallerAsync(IncomingCall call, CancellationToken cancellation, TimeSpan? patience = null)
    {
        try
        {
            return await callers.FindAsync(call.Phone, cancellation).WaitAsync(patience ?? RegistryPatience, time, cancellation);
        }
        catch (Exception broken) when (IsFault(broken, cancellation))
        {
            Log.NoRegistry(logger, broken, call.ConversationId);
            return new Caller(call.Phone, null, null, null, null, call.Region, "mandarin", 0, 0);
        }
    }

    /// <summary>True for everything but the channel's own wish to stop.</summary>
    internal static bool IsFault(Exception exception, CancellationToken cancellation) =>
        exception is not OperationCanceledException || !cancellation.IsCancellationRequested;

    private async Task<PlaceOutcome> PlaceAsync(OrderRequest request, CancellationToken cancellation)
    {
        try
        {
            return await desk.PlaceAsync(request, cancellation).WaitAsync(DeskPatience, time, cancellation);
        }
        catch (Exception broken) when (IsFault(broken, cancellation))
        {
            Log.NotPlaced(logger, broken, request.RequestId);
            return new PlaceOutcome.Unavailable();
        }
    }

    private async Task<IReadOnlyList<KnownOrder>?> FindOrdersAsync(Conversation conversation, CancellationToken cancellation)
    {
        try
        {
            return await desk.FindOrdersAsync(conversation.Caller, cancellation).WaitAsync(DeskPatience, time, cancellation);
        }
        catch (Exception broken) when (IsFault(broken, cancellation))
        {
            Log.NotFound(logger, broken, conversation.Id);
            return null;
        }
    }

    private Task<CancelOutcome> CancelAsync(Conversation conversation, string orderNumber, CancellationToken cancellation) =>
        ChangeAsync(conversation, orderNumber, desk.CancelAsync, CancelOutcome.Unavailable, cancellation);

    private Task<CancelOutcome> EndSeriesAsync(Conversation conversation, string orderNumber, CancellationToken cancellation) =>
        ChangeAsync(conversation, orderNumber, desk.EndSeriesAsync, CancelOutcome.Unavailable, cancellation);

    private Task<ChangeOutcome> MoveAsync(Conversation conversation, Act.Move move, CancellationToken cancellation) =>
        ChangeAsync(conversation, move.Order.Number, (number, token) => desk.ChangeAsync(number, move.From, token), ChangeOutcome.Unavailable, cancellation);

    private async Task<T> ChangeAsync<T>(Conversation conversation, string orderNumber, Func<string, CancellationToken, Task<T>> change, T unavailable, CancellationToken cancellation)
    {
        try
        {
            return await change(orderNumber, cancellation).WaitAsync(DeskPatience, time, cancellation);
        }
        catch (Exception broken) when (IsFault(broken, cancellation))
        {
            Log.NotChanged(logger, broken, orderNumber, conversation.Id);
            return unavailable;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "No alarm could be raised in conversation {ConversationId}: the channel puts the call through")]
        public static partial void NoAlarmRaised(ILogger logger, Exception exception, string conversationId);

        [LoggerMessage(2, LogLevel.Error, "No operator could be fetched in conversation {ConversationId}: the channel puts the call through")]
        public static partial void NoOperatorFetched(ILogger logger, Exception exception, string conversationId);

        [LoggerMessage(3, LogLevel.Error, "The alarm of conversation {ConversationId} could not be stood down and goes on")]
        public static partial void NotStoodDown(ILogger logger, Exception exception, string conversationId);

        [LoggerMessage(8, LogLevel.Error, "What the caller of conversation {ConversationId} goes on to say did not reach the rescuers")]
        public static partial void NotSaid(ILogger logger, Exception exception, string conversationId);

        [LoggerMessage(4, LogLevel.Error, "Order {RequestId} could not be placed")]
        public static partial void NotPlaced(ILogger logger, Exception exception, string requestId);

        [LoggerMessage(6, LogLevel.Error, "The caller's orders could not be read in conversation {ConversationId}")]
        public static partial void NotFound(ILogger logger, Exception exception, string conversationId);

        [LoggerMessage(7, LogLevel.Error, "Order {Number} could not be changed in conversation {ConversationId}")]
        public static partial void NotChanged(ILogger logger, Exception exception, string number, string conversationId);

        [LoggerMessage(5, LogLevel.Warning, "The registry did not say who calls in conversation {ConversationId}")]
        public static partial void NoRegistry(ILogger logger, Exception exception, string conversationId);
    }
}
