using System.Collections.Concurrent;
using Dispatch;

namespace Testing;

/// <summary>
/// A carrier whose phones are in the hands of the test. It keeps the carriers' promise that the same id is sent once, and can be
/// busy, unreachable, away, deliver replies twice, lose what it took, and report so early, late, twice or out of order.
/// </summary>
public sealed class FakeCarrier : ISmsSender, IPhoneLine
{
    private readonly ConcurrentDictionary<string, FakePhone> phones = new();
    private readonly ConcurrentDictionary<string, SmsOutcome> sent = new();
    private readonly ConcurrentDictionary<string, FakeCall> calls = new();
    private int replies;

    /// <summary>What the carrier says to the next message for a number; accepted where null.</summary>
    public Func<Sms, SmsOutcome?> Answers { get; set; } = _ => null;

    /// <summary>What the carrier reports of a message that it takes before it says so itself, in this order. A message that is only lost comes to no phone.</summary>
    public Func<Sms, IReadOnlyList<SmsState>> EarlyReports { get; set; } = _ => [];

    /// <summary>Called for every message that the carrier took for the first time.</summary>
    public Action<Sms> WhenTaken { get; set; } = _ => { };

    /// <summary>Called for every call when it begins to ring.</summary>
    public Action<FakeCall> WhenRinging { get; set; } = _ => { };

    /// <summary>The carrier cannot be reached at all.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often each reply of a phone is delivered.</summary>
    public int Deliveries { get; set; } = 1;

    /// <summary>Where replies and key presses go: the desk.</summary>
    public DispatchDesk? Desk { get; set; }

    /// <summary>The ids of all messages that a carrier took, each once.</summary>
    public IReadOnlyCollection<string> SentIds => [.. sent.Where(each => each.Value is SmsOutcome.Accepted).Select(each => each.Key)];

    public IReadOnlyCollection<FakeCall> Calls => [.. calls.Values];

    public FakePhone Phone(string number) => phones.GetOrAdd(number, each => new FakePhone(this, each));

    public async Task<SmsOutcome> SendAsync(Sms sms, CancellationToken cancellation)
    {
        if (IsAway)
        {
            throw new HttpRequestException("the carrier is away");
        }

        var outcome = Answers(sms) ?? SmsOutcome.Accepted;
        if (outcome is not SmsOutcome.Accepted || !sent.TryAdd(sms.Id, outcome))
        {
            return outcome;
        }

        var reports = EarlyReports(sms);
        if (!reports.Any(IsLoss) || reports.Contains(SmsState.Delivered))
        {
            Phone(sms.To).Receive(sms);
        }

        WhenTaken(sms);
        foreach (var state in reports)
        {
            await ReportAsync(sms, state);
        }

        return outcome;
    }

    /// <summary>Reports later; returns when the desk has heard.</summary>
    public Task ReportAsync(Sms sms, SmsState state) =>
        Desk!.HearDeliveryAsync(new SmsReport(sms.Id, state, IsLoss(state) ? "30003" : null), CancellationToken.None);

    public Task<bool> CallAsync(OutgoingCall call, CancellationToken cancellation)
    {
        if (IsAway)
        {
            throw new HttpRequestException("the carrier is away");
        }

        var ringing = new FakeCall(this, call);
        if (calls.TryAdd(call.Id, ringing))
        {
            Phone(call.To).Ring(ringing);
            WhenRinging(ringing);
        }

        return Task.FromResult(true);
    }

    public Task HangUpAsync(string callId, CancellationToken cancellation)
    {
        if (calls.TryGetValue(callId, out var call))
        {
            call.HungUp = true;
        }

        return Task.CompletedTask;
    }

    private static bool IsLoss(SmsState state) => state is SmsState.Undelivered or SmsState.Unreachable;

    internal async Task DeliverAsync(string from, string text)
    {
        var message = new IncomingSms($"in-{Interlocked.Increment(ref replies)}", from, text);
        for (var i = 0; i < Deliveries; i++)
        {
            await Desk!.HearSmsAsync(message, CancellationToken.None);
        }
    }
}
