using System.Collections.Concurrent;
using DialogBot;
using Dispatch;
using VoiceGateway.Calls;

namespace VoiceGateway.Tests.Calls;

/// <summary>What stands behind the bot and the line, as far as a call needs it: one elder, an order desk, people, a shelf for conversations.</summary>
internal sealed class Town : ICallerDirectory, IOrderDesk, IPeople, IConversationStore, ICallerHabits
{
    public const string ElderPhone = "07732820101";

    private readonly ConcurrentDictionary<string, StoredConversation> conversations = new();

    /// <summary>What is known of callers, by number.</summary>
    public ConcurrentDictionary<string, CallerHabits> Habits { get; } = new();

    public ConcurrentQueue<OrderRequest> Orders { get; } = new();

    public ConcurrentQueue<Handover> Handovers { get; } = new();

    public ConcurrentQueue<AlarmReport> Alarms { get; } = new();

    public ConcurrentQueue<string> StoodDown { get; } = new();

    public ConcurrentQueue<string> LinesLost { get; } = new();

    public ConcurrentQueue<string> Left { get; } = new();

    public ConcurrentQueue<CallReport> Reports { get; } = new();

    /// <summary>So many times nobody can be fetched.</summary>
    public int NobodyThere { get; set; }

    /// <summary>What the elder speaks, as the registry has it.</summary>
    public string Dialect { get; set; } = "mandarin";

    public Task HearCallAsync(CallReport report, CancellationToken cancellation)
    {
        Reports.Enqueue(report);
        return Task.CompletedTask;
    }

    public Task<Caller> FindAsync(string phone, CancellationToken cancellation) => Task.FromResult(phone == ElderPhone
        ? new Caller(phone, "E1", "王桂英", "王奶奶", "象山区中山中路12号3栋2单元501", "guilin", Dialect, 30000, 0)
        : new Caller(phone, null, null, null, null, "guilin", "mandarin", 0, 0));

    public Task<PlaceOutcome> PlaceAsync(OrderRequest request, CancellationToken cancellation)
    {
        Orders.Enqueue(request);
        return Task.FromResult<PlaceOutcome>(new PlaceOutcome.Placed("G261122-0001", "4071"));
    }

    public Task<IReadOnlyList<KnownOrder>> FindOrdersAsync(Caller caller, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<KnownOrder>>([]);

    public Task<CancelOutcome> CancelAsync(string orderNumber, CancellationToken cancellation) =>
        throw new NotSupportedException("Nobody has an order here to cancel.");

    public Task<CancelOutcome> EndSeriesAsync(string orderNumber, CancellationToken cancellation) =>
        throw new NotSupportedException("Nobody has a series here to end.");

    public Task<ChangeOutcome> ChangeAsync(string orderNumber, DateTimeOffset from, CancellationToken cancellation) =>
        throw new NotSupportedException("Nobody has an order here to move.");

    public Task FetchOperatorAsync(Handover handover, CancellationToken cancellation)
    {
        if (NobodyThere-- > 0)
        {
            throw new IOException("Nobody can be rung.");
        }

        Handovers.Enqueue(handover);
        return Task.CompletedTask;
    }

    public Task RaiseAlarmAsync(AlarmReport report, CancellationToken cancellation)
    {
        Alarms.Enqueue(report);
        return Task.CompletedTask;
    }

    public Task SayAsync(string conversationId, string turnId, string words, CancellationToken cancellation) => Task.CompletedTask;

    public Task StandDownAsync(string conversationId, string words, CancellationToken cancellation)
    {
        StoodDown.Enqueue(conversationId);
        return Task.CompletedTask;
    }

    public Task CallerLeftAsync(string conversationId, string words, CancellationToken cancellation)
    {
        Left.Enqueue(conversationId);
        return Task.CompletedTask;
    }

    public Task LineLostAsync(string conversationId, CancellationToken cancellation)
    {
        LinesLost.Enqueue(conversationId);
        return Task.CompletedTask;
    }

    public Task<CallerHabits> RecallAsync(string phone, CancellationToken cancellation) =>
        Task.FromResult(Habits.GetValueOrDefault(phone, CallerHabits.Unknown));

    public Task KeepAsync(string phone, CallerHabits habits, CancellationToken cancellation)
    {
        Habits[phone] = habits;
        return Task.CompletedTask;
    }

    public Task<StoredConversation?> LoadAsync(string conversationId, CancellationToken cancellation) =>
        Task.FromResult(conversations.GetValueOrDefault(conversationId));

    public Task<bool> SaveAsync(string conversationId, string state, long expectedVersion, CancellationToken cancellation)
    {
        var fresh = new StoredConversation(state, expectedVersion + 1);
        return Task.FromResult(expectedVersion == 0
            ? conversations.TryAdd(conversationId, fresh)
            : conversations.TryGetValue(conversationId, out var kept) && kept.Version == expectedVersion && conversations.TryUpdate(conversationId, fresh, kept));
    }
}
