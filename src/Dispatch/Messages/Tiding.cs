namespace Dispatch.Messages;

/// <summary>Something that one person has to be told once, by SMS where that can be had, or by a call.</summary>
/// <param name="Id">Derived from the order and the event it tells of, so that repeating it changes nothing.</param>
/// <param name="To">Digits only.</param>
/// <param name="Sms">Null where this number gets no SMS.</param>
/// <param name="Spoken">What a call says; null where the person is not called.</param>
/// <param name="Keys">Keys that are an answer to the call.</param>
/// <param name="Until">No use later than this; null for always.</param>
/// <param name="Tries">How often it was tried without success.</param>
/// <param name="Calling">An SMS was impossible: it goes on by phone.</param>
internal sealed record Tiding(
    string Id,
    string To,
    string? Sms,
    string? Spoken,
    string Keys = "1",
    DateTimeOffset? Until = null,
    int Tries = 0,
    bool Calling = false)
{
    public bool ByPhone => Calling || Sms is null;
}
