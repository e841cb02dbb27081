using System.Collections.Concurrent;
using Dispatch;

namespace Testing;

/// <summary>
/// A carrier whose phones are in the hands of the test. It keeps the carriers' promise that the same id is sent once, and can be
/// busy, unreachable, away, or deliver replies twice.
/// </summary>
public sealed class FakeCarrier : ISmsSender, IPhoneLine
{
    private readonly ConcurrentDictionary<string, FakePhone> phones = new();
    private readonly ConcurrentDictionary<string, SmsOutcome> sent = new();
    private readonly ConcurrentDictionary<string, FakeCall> calls = new();
    private int replies;

    /// <summary>What the carrier says to the next message for a number; accepted where null.</summary>
    public Func<Sms, SmsOutcome?> Answers { get; set; } = _ => null;

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

    public Task<SmsOutcome> SendAsync(Sms sms, CancellationToken cancellation)
    {
        if (IsAway)
        {
            throw new HttpRequestException("the carrier is away");
        }

        var outcome = Answers(sms) ?? SmsOutcome.Accepted;
        if (outcome is not SmsOutcome.Accepted)
        {
            return Task.FromResult(outcome);
        }

        if (sent.TryAdd(sms.Id, outcome))
        {
            Phone(sms.To).Receive(sms);
            WhenTaken(sms);
        }

        return Task.FromResult(outcome);
    }

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

    internal async Task DeliverAsync(string from, string text)
    {
        var message = new IncomingSms($"in-{Interlocked.Increment(ref replies)}", from, text);
        for (var i = 0; i < Deliveries; i++)
        {
            await Desk!.HearSmsAsync(message, CancellationToken.None);
        }
    }
}
