using System.Collections.Immutable;
using System.Globalization;
using DialogBot;

namespace VoiceGateway.Chat;

/// <summary>Where a typed conversation stands, told from its events.</summary>
internal sealed record Chat(string Id)
{
    /// <summary>Messages whose client's names are kept in mind: a client sends the last one or two again.</summary>
    private const int Remembered = 8;

    /// <summary>Number of events.</summary>
    public long Length { get; init; }

    public ChatUser User { get; init; } = new("", "", IsSure: false);

    public string Region { get; init; } = "";

    /// <summary>Phone of whom the chatter speaks for; null while that is not known.</summary>
    public string? Phone { get; init; }

    /// <summary>What the chatter wanted before they were known.</summary>
    public string? Held { get; init; }

    /// <summary>A code went there.</summary>
    public string? AskedPhone { get; init; }

    /// <summary>Null while the bot answers.</summary>
    public ChatHandover? Handover { get; init; }

    public bool Ended { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>Of the last event.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What was written last; null before anything was.</summary>
    public ChatEvent.Said? Last { get; init; }

    /// <summary>The bot has said goodbye and nothing was said since.</summary>
    public bool IsOver => Last is { Closes: true };

    private int Links { get; init; }

    private ImmutableList<(string ClientId, long Number)> Known { get; init; } = [];

    /// <summary>By whom wrong codes are counted.</summary>
    public string Guesser => User.IsSure ? User.Key : Id;

    /// <summary>As the bot, the alarms and the desk know it. Who becomes known is somebody else to them.</summary>
    public string MindId => string.Create(CultureInfo.InvariantCulture, $"{Id}-{Links}");

    public IncomingCall Call => new(MindId, Phone ?? "", User.Channel, Region);

    public static Chat From(string id, IEnumerable<ChatEvent> events) => events.Aggregate(new Chat(id), (chat, happened) => chat.After(happened));

    /// <returns>The number of the message that its client calls so; null where there is none.</returns>
    public long? NumberOf(string clientId) => Known.Find(known => known.ClientId == clientId) is { ClientId: not null } found ? found.Number : null;

    public Chat After(ChatEvent happened) => Apply(happened) with { Length = Length + 1, At = happened.At, Last = happened as ChatEvent.Said ?? Last };

    private Chat Apply(ChatEvent happened) => happened switch
    {
        ChatEvent.Begun begun => this with { User = begun.User, Region = begun.Region, Since = begun.At },
        ChatEvent.Said { ClientId: { } name } => Knowing(name),
        ChatEvent.Signalled { ClientId: { } name } => Knowing(name),
        ChatEvent.Asked asked => this with { Held = asked.Held },
        ChatEvent.CodeSent sent => this with { AskedPhone = sent.Phone },
        ChatEvent.Linked linked => this with { Phone = linked.Phone, Links = Links + 1, Held = null, AskedPhone = null },
        ChatEvent.HandedOver over => this with { Handover = Handover ?? new ChatHandover(over.At, over.Reason, over.Summary) },
        ChatEvent.Claimed claimed => this with { Handover = Handover! with { OperatorId = claimed.OperatorId, OperatorName = claimed.Name } },
        ChatEvent.HandedBack => this with { Handover = null },
        ChatEvent.Ended => this with { Ended = true, Handover = null },
        _ => this,
    };

    private Chat Knowing(string clientId) =>
        this with { Known = [.. Known.Skip(Math.Max(0, Known.Count + 1 - Remembered)), (clientId, Length)] };
}
