using Dispatch;

namespace Testing;

/// <summary>A call of the desk that rings on a <see cref="FakePhone"/>.</summary>
public sealed class FakeCall(FakeCarrier carrier, OutgoingCall call)
{
    public string Text => call.Text;

    public OutgoingCall Call => call;

    /// <summary>The desk ended it.</summary>
    public bool HungUp { get; internal set; }

    /// <param name="then">The answer to the second question; null where that is not answered.</param>
    public Task PressesAsync(char key, char? then = null) =>
        carrier.Desk!.HearCallAsync(new CallReport(call.Id, CallEnding.Answered, key) { Then = then }, CancellationToken.None);

    public Task EndsAsync(CallEnding ending) => carrier.Desk!.HearCallAsync(new CallReport(call.Id, ending, null), CancellationToken.None);
}
