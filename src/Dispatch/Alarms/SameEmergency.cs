namespace Dispatch.Alarms;

/// <summary>Which reports are of one emergency: she presses, she calls, and her neighbour calls for her.</summary>
internal static class SameEmergency
{
    /// <summary>A name of one character is in too many sentences.</summary>
    private const int ShortestName = 2;

    /// <summary>Building, unit and door at least: a street alone is no place.</summary>
    private const int ShortestPlace = 8;

    /// <summary>What a report and its emergency can be known by on every machine.</summary>
    public static IEnumerable<string> NamesOf(EmergencyReport report)
    {
        if (report.ElderId is { } elder)
        {
            yield return $"elder:{elder}";
        }

        if (report.Phone.Length > 0)
        {
            yield return $"phone:{report.Phone}";
        }

        if (report.ConversationId is { } conversation)
        {
            yield return NameOfConversation(conversation);
        }

        if (PlaceOf(report.Address) is { } place)
        {
            yield return $"place:{place}";
        }
    }

    public static string NameOfConversation(string conversationId) => $"conversation:{conversationId}";

    public static bool Is(Alarm alarm, EmergencyReport report)
    {
        var words = Bare(report.Words);
        return alarm.Reports.Any(each => NamesOf(each).Intersect(NamesOf(report)).Any())
            || (alarm.Person.Name is { Length: >= ShortestName } name && words.Contains(name, StringComparison.Ordinal))
            || (PlaceOf(alarm.Person.Address) is { } place && Ends(words, place));
    }

    /// <summary>Two alarms are of one emergency where a report of either is.</summary>
    public static bool Are(Alarm one, Alarm other) => other.Reports.Any(report => Is(one, report)) || one.Reports.Any(report => Is(other, report));

    /// <summary>Nobody says town and district: the street and what follows it are enough.</summary>
    private static bool Ends(string words, string place)
    {
        var street = place[^Math.Min(place.Length, ShortestPlace)..];
        return words.Contains(street, StringComparison.Ordinal);
    }

    private static string? PlaceOf(string? address) => address is not null && Bare(address) is { Length: >= ShortestPlace } bare ? bare : null;

    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
