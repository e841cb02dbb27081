using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using DialogBot.Speaking;

namespace DialogBot.Conversations;

/// <summary>Where a conversation stands. Everything that the next turn needs, whichever process answers it.</summary>
internal sealed record Conversation
{
    /// <summary>Speed at the start of a call; elders need a little more time.</summary>
    public const double UsualRate = 0.9;

    /// <summary>Turns that are remembered with their replies: carriers repeat the last one or two.</summary>
    private const int Remembered = 6;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public required string Id { get; init; }
    public required string Channel { get; init; }

    /// <summary>As the registry had it when the call began, with what was learnt and spent in the call.</summary>
    public required Caller Caller { get; init; }

    public required string Language { get; init; }

    /// <summary>The caller has hung up.</summary>
    public bool Ended { get; init; }

    /// <summary>How often the line to the caller has broken, and was opened again.</summary>
    public int Again { get; init; }

    public Question Question { get; init; } = Question.Wish;
    public NextStep Next { get; init; } = NextStep.Listen;

    public Draft? Draft { get; init; }

    /// <summary>Wishes that wait for their turn.</summary>
    public ImmutableList<Draft> Pending { get; init; } = [];

    /// <summary>Orders on the books of which the caller wants one cancelled or moved.</summary>
    public Considered? Considered { get; init; }

    /// <summary>Orders placed in this call.</summary>
    public int Orders { get; init; }

    /// <summary>Times that an order was said 对 to; numbers the requests to the desk.</summary>
    public int Attempts { get; init; }

    public int Turn { get; init; }

    /// <summary>Misunderstandings in a row.</summary>
    public int Misunderstood { get; init; }

    /// <summary>Silences in a row.</summary>
    public int Silences { get; init; }

    /// <summary>As the caller has asked for.</summary>
    public double Rate { get; init; } = UsualRate;

    /// <summary>The caller has asked for a louder voice.</summary>
    public bool Louder { get; init; }

    public ImmutableList<Said> LastSaid { get; init; } = [];
    public string? LastWords { get; init; }

    /// <summary>Services of the catalogue that have been told of, counted from its start.</summary>
    public int ServicesTold { get; init; }

    public Alarm? Alarm { get; init; }
    public ImmutableList<Answered> Answered { get; init; } = [];

    public static Conversation Begin(IncomingCall call, Caller caller) => new()
    {
        Id = call.ConversationId,
        Channel = call.Channel,
        Caller = caller,
        Language = caller.Dialect == "cantonese" ? "yue" : "zh-CN",
        Rate = call.SpokenTo.Rate,
        Louder = call.SpokenTo.Louder,
    };

    public static Conversation Read(string state) =>
        JsonSerializer.Deserialize<Conversation>(state, Json) ?? throw new JsonException("A conversation is kept as null.");

    public string Write() => JsonSerializer.Serialize(this, Json);

    public Reply? ReplyTo(string turnId) => Answered.Find(answered => answered.TurnId == turnId)?.Reply;

    public Conversation Remember(string turnId, Reply reply) => this with
    {
        Turn = Turn + 1,
        Answered = [.. Answered.Skip(Math.Max(0, Answered.Count + 1 - Remembered)), new Answered(turnId, reply)],
    };
}
