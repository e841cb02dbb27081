namespace DialogBot.Understanding;

/// <summary>How intents are spelt in data and on the wire: order.create, question.price.</summary>
public static class IntentName
{
    private static readonly Dictionary<Intent, string> Spelt = Enum.GetValues<Intent>().ToDictionary(intent => intent, Spell);
    private static readonly Dictionary<string, Intent> Read = Spelt.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Of(Intent intent) => Spelt[intent];

    public static Intent Parse(string name) =>
        Find(name) ?? throw new FormatException($"There is no intent named '{name}'.");

    /// <summary>Null where there is no such intent.</summary>
    public static Intent? Find(string name) => Read.TryGetValue(name, out var intent) ? intent : null;

    private static string Spell(Intent intent)
    {
        var name = intent.ToString();
        var second = 1 + name.AsSpan(1).IndexOfAnyInRange('A', 'Z');
        var spelt = second == 0 ? name : $"{name[..second]}.{name[second..]}";
        return spelt.ToLowerInvariant();
    }
}
