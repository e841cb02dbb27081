using System.Globalization;

namespace DialogBot.Services;

/// <summary>What can be ordered, from prompts/services.yaml, in the file's order.</summary>
internal sealed class Catalogue
{
    private readonly Dictionary<string, Service> byCode;

    private Catalogue(IReadOnlyList<Service> services)
    {
        All = services;
        byCode = services.ToDictionary(service => service.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<Service> All { get; }

    public Service this[string code] => byCode[code];

    public static Catalogue Load(string path)
    {
        var file = PromptFile.Read<CatalogueFile>(path);
        return new Catalogue([.. file.Services.Select(entry => Parse(path, entry.Key, entry.Value))]);
    }

    public bool Has(string code) => byCode.ContainsKey(code);

    private static Service Parse(string path, string code, CatalogueFile.Entry entry)
    {
        var hours = entry.Hours.Split('-');
        if (hours.Length != 2 || !TryHour(hours[0], out var opens) || !TryHour(hours[1], out var closes) || opens >= closes)
        {
            throw new PromptException($"{path}: service '{code}': hours must be like 08:00-18:00, not '{entry.Hours}'.");
        }

        if (entry.Payers.Length == 0 || entry.Price.Fen < 0 || entry.Price.Usual <= 0 || entry.DurationMinutes <= 0)
        {
            throw new PromptException($"{path}: service '{code}': needs a payer, a price of 0 or more, and a usual quantity and duration above 0.");
        }

        return new Service(
            code,
            entry.Name,
            entry.Worker,
            entry.Price.Fen,
            entry.Price.Unit,
            entry.Price.Usual,
            entry.Extra,
            entry.Payers,
            TimeSpan.FromMinutes(entry.LeadMinutes),
            TimeSpan.FromMinutes(entry.DurationMinutes),
            opens,
            closes,
            entry.Urgent,
            entry.Destination);
    }

    private static bool TryHour(string text, out TimeOnly hour) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out hour);
}
