using System.Text.Json;

namespace VoiceGateway.Screens.Touch;

/// <summary>What a page wants of its line.</summary>
/// <param name="Do">listen: sound follows; stop: no more of it; speak: <paramref name="What"/> aloud; hush: nothing more of that.</param>
/// <param name="What">last: what was said last, slower; order: the order <paramref name="About"/>; help: who comes; else a sentence of the page, by its name.</param>
internal sealed record TouchWish(string Do, string? What = null, string? About = null)
{
    /// <returns>Null for what is no such thing.</returns>
    public static TouchWish? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<TouchWish>(json, TouchSocket.Json) is { Do: not null } wish ? wish : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
