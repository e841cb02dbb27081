namespace Dispatch.Ledger;

/// <summary>What an event is about.</summary>
/// <param name="Kind">order, elder, alarm, sms, call, …</param>
public readonly record struct Subject(string Kind, string Id)
{
    public override string ToString() => $"{Kind}/{Id}";
}
