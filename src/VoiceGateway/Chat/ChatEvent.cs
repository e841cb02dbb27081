using System.Text.Json;
using System.Text.Json.Serialization;

namespace VoiceGateway.Chat;

/// <summary>Something that happened in a typed conversation. The events in their order are the conversation; nothing else is kept of it.</summary>
/// <param name="At">When it was taken.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Begun), "begun")]
[JsonDerivedType(typeof(Said), "said")]
[JsonDerivedType(typeof(Signalled), "signalled")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(CodeSent), "codeSent")]
[JsonDerivedType(typeof(Linked), "linked")]
[JsonDerivedType(typeof(HandedOver), "handedOver")]
[JsonDerivedType(typeof(Claimed), "claimed")]
[JsonDerivedType(typeof(HandedBack), "handedBack")]
[JsonDerivedType(typeof(Ended), "ended")]
internal abstract record ChatEvent(DateTimeOffset At)
{
    internal sealed record Begun(DateTimeOffset At, ChatUser User, string Region) : ChatEvent(At);

    /// <param name="Name">Of the operator; of the chatter, as their program calls them; null for the bot.</param>
    internal sealed record Said(DateTimeOffset At, ChatSpeaker By, string? Name, string Text) : ChatEvent(At)
    {
        /// <summary>The client's own name of the message, by which it knows it again.</summary>
        public string? ClientId { get; init; }

        /// <summary>What the client sent along, as it came.</summary>
        public JsonElement? Data { get; init; }

        /// <summary>Answers that may be tapped instead of typed.</summary>
        public IReadOnlyList<string> Choices { get; init; } = [];

        /// <summary>It was the goodbye: a door that listens stops to.</summary>
        public bool Closes { get; init; }
    }

    /// <summary>The client's program said something to ours.</summary>
    /// <param name="By">The chatter, as their program calls them.</param>
    /// <param name="What">Its name of the event.</param>
    internal sealed record Signalled(DateTimeOffset At, string By, string What, JsonElement? Value) : ChatEvent(At)
    {
        public string? ClientId { get; init; }
        public JsonElement? Data { get; init; }
    }

    /// <summary>The chatter was asked who they are.</summary>
    /// <param name="Held">What they want, to be answered once that is known.</param>
    internal sealed record Asked(DateTimeOffset At, string Held) : ChatEvent(At);

    /// <summary>A code went to the phone that the chatter named.</summary>
    internal sealed record CodeSent(DateTimeOffset At, string Phone) : ChatEvent(At);

    /// <summary>The chatter speaks for whoever has this phone.</summary>
    internal sealed record Linked(DateTimeOffset At, string Phone) : ChatEvent(At);

    /// <summary>People are being fetched.</summary>
    /// <param name="Reason">As <see cref="DialogBot.Handover.Reason"/>, or danger.</param>
    internal sealed record HandedOver(DateTimeOffset At, string Reason, string Summary) : ChatEvent(At);

    internal sealed record Claimed(DateTimeOffset At, string OperatorId, string Name) : ChatEvent(At);

    internal sealed record HandedBack(DateTimeOffset At) : ChatEvent(At);

    internal sealed record Ended(DateTimeOffset At) : ChatEvent(At);
}
