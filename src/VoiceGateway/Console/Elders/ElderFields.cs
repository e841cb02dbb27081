using Dispatch.Registry;

namespace VoiceGateway.Console.Elders;

/// <summary>Numbers and contacts as they are typed into an elder's record.</summary>
internal static class ElderFields
{
    /// <returns>Null where one is no number, or there is none.</returns>
    public static IReadOnlyList<string>? ReadPhones(string text)
    {
        var numbers = text.Split([' ', '　', ',', '，', ';', '；', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
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
}
