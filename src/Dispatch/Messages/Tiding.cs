namespace Dispatch.Messages;

/// <summary>Something that one person has to be told once, by SMS where that can be had, or by a call.</summary>
/// <param name="Id">Derived from the order and the event it tells of, so that repeating it changes nothing.</param>
/// <param name="To">Digits only.</param>
/// <param name="Sms">Null where this number gets no SMS.</param>
/// <param name="Spoken">What a call says; null where the person is not called.</param>
/// <param name="Keys">Keys that are an answer to the call.</param>
/// <param name="Until">No use later than this; null for always.</param>
/// <param name="Tries">How often it was tried without success, since it goes by SMS or by phone.</param>
/// <param name="Sends">How many messages with it were lost on the way. The next one is another message, with an id of its own.</param>
/// <param name="Calling">An SMS was impossible: it goes on by phone.</param>
/// <param name="Last">The last call was made: what is not heard now cannot be told.</param>
/// <param name="Once">Tried once: whoever posts it sees to the next try.</param>
internal sealed record Tiding(
    string Id,
    string To,
    string? Sms,
    string? Spoken,
    string Keys = "1",
    DateTimeOffset? Until = null,
    int Tries = 0,
    int Sends = 0,
    bool Calling = false,
    bool Last = false,
    bool Once = false)
{
    /// <summary>Asked in the same call after an answer; null where that is all.</summary>
    public KeyQuestion? Then { get; init; }

    public bool ByPhone => Calling || Sms is null;

    /// <summary>As the call or the SMS of the next try is named.</summary>
    public MessageName NameIn(string region) => new(Outbox.Name, region, ByPhone ? Tries : Sends, Id);
}
