using DialogBot.Understanding;

namespace DialogBot.Tests.Dialogs;

/// <summary>The bot's borders as a test needs them: a registry of one caller, a desk and people that write down what reaches them.</summary>
internal sealed class RecordingDesk(Caller? caller) : ICallerDirectory, IOrderDesk, IPeople
{
    public List<OrderRequest> Requests { get; } = [];

    /// <summary>Each order once, however often it was asked for.</summary>
    public IEnumerable<OrderRequest> Orders => Requests.DistinctBy(request => request.RequestId);

    public List<Handover> Handovers { get; } = [];

    public List<AlarmReport> Alarms { get; } = [];

    public List<string> StoodDown { get; } = [];

    public Func<OrderRequest, PlaceOutcome> Outcome { get; init; } = _ => new PlaceOutcome.Placed("20261123-0001", "4071");

    /// <summary>What is on the books already.</summary>
    public List<KnownOrder> Known { get; init; } = [];

    public List<string> Cancelled { get; } = [];

    public CancelOutcome Cancelling { get; init; } = CancelOutcome.Cancelled;

    public List<string> EndedSeries { get; } = [];

    public List<(string Number, DateTimeOffset From)> Moved { get; } = [];

    public ChangeOutcome Moving { get; init; } = ChangeOutcome.Changed;

    public bool Broken { get; set; }

    public Task<Caller> FindAsync(string phone, CancellationToken cancellation) =>
        Broken ? throw new IOException("The registry is down.") : Task.FromResult(caller ?? new Caller(phone, null, null, null, null, "guilin", "mandarin", 0, 0));

    public Task<PlaceOutcome> PlaceAsync(OrderRequest request, CancellationToken cancellation)
    {
        if (Broken)
        {
            throw new IOException("The ledger is down.");
        }

        Requests.Add(request);
        return Task.FromResult(Outcome(request));
    }

    public Task<IReadOnlyList<KnownOrder>> FindOrdersAsync(Caller caller, CancellationToken cancellation) =>
        Broken ? throw new IOException("The ledger is down.") : Task.FromResult<IReadOnlyList<KnownOrder>>([.. Known, .. Orders.Select(Placed)]);

    public Task<CancelOutcome> CancelAsync(string orderNumber, CancellationToken cancellation)
    {
        Cancelled.Add(orderNumber);
        return Task.FromResult(Cancelling);
    }

    public Task<CancelOutcome> EndSeriesAsync(string orderNumber, CancellationToken cancellation)
    {
        EndedSeries.Add(orderNumber);
        return Task.FromResult(Cancelling);
    }

    public Task<ChangeOutcome> ChangeAsync(string orderNumber, DateTimeOffset from, CancellationToken cancellation)
    {
        Moved.Add((orderNumber, from));
        return Task.FromResult(Moving);
    }

    private static KnownOrder Placed(OrderRequest request) =>
        new($"20261123-000{request.RequestId[^1]}", request.Service, request.From, OrderStanding.Seeking, null, "4071", request.Recurrence);

    public Task FetchOperatorAsync(Handover handover, CancellationToken cancellation)
    {
        Handovers.Add(handover);
        return Broken ? throw new IOException("Nobody can be rung.") : Task.CompletedTask;
    }

    public Task RaiseAlarmAsync(AlarmReport report, CancellationToken cancellation)
    {
        Alarms.Add(report);
        return Broken ? throw new IOException("Nobody can be rung.") : Task.CompletedTask;
    }

    /// <summary>What callers in danger went on to say.</summary>
    public List<string> Said { get; } = [];

    public Task SayAsync(string conversationId, string turnId, string words, CancellationToken cancellation)
    {
        Said.Add(words);
        return Task.CompletedTask;
    }

    public Task StandDownAsync(string conversationId, string words, CancellationToken cancellation)
    {
        StoodDown.Add(conversationId);
        return Task.CompletedTask;
    }

    public Task LineLostAsync(string conversationId, CancellationToken cancellation) => Task.CompletedTask;

    public Task CallerLeftAsync(string conversationId, string words, CancellationToken cancellation) =>
        throw new NotSupportedException("The bot does not see a line that breaks: the channel does.");
}
