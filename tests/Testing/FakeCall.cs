using Dispatch;

namespace Testing;

/// <summary>A call of the desk that rings on a <see cref="FakePhone"/>.</summary>
public sealed class FakeCall(FakeCarrier carrier, OutgoingCall call)
{
    public string Text => call.Text;

    public OutgoingCall Call => call;

    /// <summary>The desk ended it.</summary>
    public bool HungUp { get; internal set; }

    public Task PressesAsync(char key) => carrier.Desk!.HearCallAsync(new CallReport(call.Id, CallEnding.Answered, key), CancellationToken.None);

    public Task EndsAsync(CallEnding ending) => carrier.Desk!.HearCallAsync(new CallReport(call.Id, ending, null), CancellationToken.None);
}
