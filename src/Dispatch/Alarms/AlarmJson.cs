using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dispatch.Ledger;

namespace Dispatch.Alarms;

/// <summary>How alarms' events are written down. Names of types are part of the record: they never change.</summary>
internal static class AlarmJson
{
    /// <summary>Kind of an alarm among the ledger's subjects.</summary>
    public const string Kind = "alarm";

    private static readonly Dictionary<string, Type> TypeOf = new()
    {
        ["alarm.raised"] = typeof(AlarmEvent.Raised),
        ["alarm.reported"] = typeof(AlarmEvent.Reported),
        ["alarm.said"] = typeof(AlarmEvent.Said),
        ["alarm.step"] = typeof(AlarmEvent.StepStarted),
        ["alarm.heard"] = typeof(AlarmEvent.Heard),
        ["alarm.acknowledged"] = typeof(AlarmEvent.Acknowledged),
        ["alarm.joined"] = typeof(AlarmEvent.Joined),
        ["alarm.told"] = typeof(AlarmEvent.Told),
        ["alarm.reopened"] = typeof(AlarmEvent.Reopened),
        ["alarm.line-lost"] = typeof(AlarmEvent.LineLost),
        ["alarm.called-back"] = typeof(AlarmEvent.CalledBack),
        ["alarm.not-answered"] = typeof(AlarmEvent.NotAnswered),
        ["alarm.line-open"] = typeof(AlarmEvent.LineOpen),
        ["alarm.clock-moved"] = typeof(AlarmEvent.ClockMoved),
        ["alarm.noted"] = typeof(AlarmEvent.Noted),
        ["alarm.closed"] = typeof(AlarmEvent.Closed),
        ["alarm.stood-down"] = typeof(AlarmEvent.StoodDown),
    };

    private static readonly Dictionary<Type, string> NameOf = TypeOf.ToDictionary(entry => entry.Value, entry => entry.Key);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static NewEvent ForLedger(string alarmId, AlarmEvent happened) =>
        new(LedgerId(alarmId, happened.Key), new Subject(Kind, alarmId), null, NameOf[happened.GetType()], Payload(happened), happened.At);

    public static string LedgerId(string alarmId, string key) => $"{alarmId}/{key}";

    /// <summary>Type and content in one text, for Redis.</summary>
    public static string Write(AlarmEvent happened) => $"{NameOf[happened.GetType()]} {Payload(happened)}";

    public static AlarmEvent Read(string written)
    {
        var space = written.IndexOf(' ', StringComparison.Ordinal);
        return Read(written[..space], written[(space + 1)..]);
    }

    public static AlarmEvent Read(LedgerEvent stored) => Read(stored.Type, stored.Payload);

    private static AlarmEvent Read(string type, string payload) =>
        TypeOf.TryGetValue(type, out var known)
            ? (AlarmEvent)JsonSerializer.Deserialize(payload, known, Options)!
            : throw new NotSupportedException($"{type} is no event of an alarm");

    private static string Payload(AlarmEvent happened) => JsonSerializer.Serialize(happened, happened.GetType(), Options);
}
