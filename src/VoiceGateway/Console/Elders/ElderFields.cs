using System.Globalization;
using Dispatch.Registry;

namespace VoiceGateway.Console.Elders;

/// <summary>Numbers, contacts, balances and wishes about vendors as they are typed into an elder's record.</summary>
internal static class ElderFields
{
    private const int FenPerYuan = 100;

    private static readonly char[] BetweenNames = [',', '，', '、', ';', '；', '\n'];
    private static readonly char[] Between = [' ', '　', .. BetweenNames];

    /// <summary>Yuan, such as 200 or 199.5.</summary>
    /// <returns>Fen; null where it is no amount.</returns>
    public static long? ReadYuan(string text) =>
        ReadNumber(text) * FenPerYuan is { } fen && decimal.IsInteger(fen) ? (long)fen : null;

    /// <returns>Null where it is no number of hours.</returns>
    public static decimal? ReadHours(string text) => ReadNumber(text);

    /// <summary>Names or ids of vendors.</summary>
    /// <returns>Their ids; and the first word that names none of them, null where all do.</returns>
    public static (IReadOnlyList<string> Ids, string? Unknown) ReadVendors(string text, IReadOnlyCollection<Vendor> vendors)
    {
        var words = text.Split(BetweenNames, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = words.Select(word => (Word: word, vendors.FirstOrDefault(vendor => vendor.Name == word || vendor.Id == word)?.Id)).ToList();
        return ([.. found.Select(each => each.Id).OfType<string>().Distinct()], found.Find(each => each.Id is null).Word);
    }

    /// <returns>Null where one is no number, or there is none.</returns>
    public static IReadOnlyList<string>? ReadPhones(string text)
    {
        var numbers = text.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(PhoneNumber.Normalise).Distinct().ToList();
        return numbers.Count > 0 && numbers.TrueForAll(PhoneNumber.LooksRight) ? numbers : null;
    }

    /// <summary>One a line: 女儿 王丽 19900004001.</summary>
    /// <returns>Null where a line is something else.</returns>
    public static IReadOnlyList<Contact>? ReadContacts(string text)
    {
        var contacts = new List<Contact>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split([' ', '　', '|', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words is not [var relation, .. var name, var phone] || name.Length == 0 || !PhoneNumber.LooksRight(PhoneNumber.Normalise(phone)))
            {
                return null;
            }

            contacts.Add(new Contact(string.Join(' ', name), relation, PhoneNumber.Normalise(phone)));
        }

        return contacts;
    }

    private static decimal? ReadNumber(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000 ? number : null;
}
