using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DialogBot.Conversations;

/// <summary>A wish that an elder left unfinished, so that the next conversation can take it up, through whichever door.</summary>
/// <param name="Draft">Null once it was taken up.</param>
internal sealed record LeftDraft(DateTimeOffset At, Draft? Draft, ImmutableList<Draft> Pending)
{
    /// <summary>Who comes back later begins anew.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(30);

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Under this name it lies in the conversations' store.</summary>
    public static string NameFor(string elderId) => $"left-by-{elderId}";

    public static LeftDraft Read(string state) =>
        JsonSerializer.Deserialize<LeftDraft>(state, Json) ?? throw new JsonException("A left draft is kept as null.");

    public string Write() => JsonSerializer.Serialize(this, Json);
}
