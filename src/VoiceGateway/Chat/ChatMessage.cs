using System.Text.Json;
using DialogBot;

namespace VoiceGateway.Chat;

/// <summary>What a chatter writes.</summary>
/// <param name="ClientId">The client's own name of it: sent again, it is answered once. Null where it has none.</param>
/// <param name="Data">What the client sent along.</param>
/// <param name="Name">The chatter, as their program calls them.</param>
internal sealed record ChatMessage(string Text, string? Name = null, string? ClientId = null, JsonElement? Data = null)
{
    /// <summary>What it may have been, where it was spoken and recognised by us, likeliest first; null where it was typed or tapped.</summary>
    public IReadOnlyList<Hypothesis>? Heard { get; init; }

    public Utterance AsUtterance(string turn) => Heard is { Count: > 0 } heard ? new Utterance(heard, turn) : Utterance.Typed(Text, turn);
}
