using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace VoiceGateway.Calls.Live;

/// <summary>What the machines of the house tell each other of calls under way.</summary>
[JsonDerivedType(typeof(Known), "known")]
[JsonDerivedType(typeof(Said), "said")]
[JsonDerivedType(typeof(Over), "over")]
[JsonDerivedType(typeof(RollCall), "rollCall")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Answered), "answered")]
internal abstract record LiveMessage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private LiveMessage() { }

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static LiveMessage Read(string json) => JsonSerializer.Deserialize<LiveMessage>(json, Json)!;

    /// <summary>How a call stands.</summary>
    /// <param name="Words">All that was said in it; null where only the rest is told.</param>
    internal sealed record Known(LiveCall Call, IReadOnlyList<LiveWords>? Words = null) : LiveMessage;

    internal sealed record Said(string Conversation, LiveWords Words) : LiveMessage;

    internal sealed record Over(string Conversation) : LiveMessage;

    /// <summary>Whoever has calls is to tell how they stand.</summary>
    /// <param name="Conversation">Only this one; null for all.</param>
    internal sealed record RollCall(string? Conversation = null) : LiveMessage;

    /// <summary>Somebody at the console wants something of a call; the process that has it answers.</summary>
    /// <param name="Prompt">What the bot is to say to the caller; null where the person is to talk with the caller themselves.</param>
    internal sealed record Asked(string Id, string House, string Conversation, LivePerson Person, string? Prompt = null) : LiveMessage;

    internal sealed record Answered(string Id, TakeOverOutcome Outcome) : LiveMessage;
}
