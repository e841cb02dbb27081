using System.Text.Json;

namespace VoiceGateway.Chat;

/// <summary>What a chatter writes.</summary>
/// <param name="ClientId">The client's own name of it: sent again, it is answered once. Null where it has none.</param>
/// <param name="Data">What the client sent along.</param>
/// <param name="Name">The chatter, as their program calls them.</param>
internal sealed record ChatMessage(string Text, string? Name = null, string? ClientId = null, JsonElement? Data = null);
