namespace Dispatch.Registry.Import;

/// <summary>A row of elders.csv.</summary>
internal static class ElderRow
{
    private const decimal MostYuan = 1_000_000;
    private const int FenPerYuan = 100;
    private const decimal MostHours = 744;

    public static Elder Read(RowReader row) => new()
    {
        Id = row.Required("id"),
        Region = row.Required("region"),
        Name = row.Required("name"),
        Honorific = row.Required("honorific"),
        Gender = row.OneOf("gender", "female", "male"),
        BirthYear = row.Whole("born", 1900, 2000),
        Phones = [.. row.RequiredList("phones").Select(phone => row.Phone("phones", phone))],
        Address = row.Required("address"),
        Area = row.Required("area"),
        Community = row.Required("community"),
        Location = row.Point("lat", "lon"),
        Dialect = row.OneOf("dialect", "mandarin", "southwestern", "cantonese", "wu"),
        CareTier = ReadTier(row),
        Contacts = [.. row.List("contacts").Select(contact => ReadContact(row, contact))],
        VoucherFen = (long)((row.Number("voucher", 0, MostYuan) ?? 0) * FenPerYuan),
        SubsidisedHours = row.Number("hours", 0, MostHours) ?? 0,
        BalanceAt = row.Day("settled") is { } day ? ChinaTime.Moment(day.AddDays(1), TimeOnly.MinValue).ToUniversalTime() : default,
        PayerClass = row.OneOf("payer", "self", "voucher", "hours"),
        PreferredVendorIds = row.List("prefers"),
        RefusedVendorIds = row.List("refuses"),
        HealthNotes = row.Optional("health"),
    };

    private static CareTier ReadTier(RowReader row) => row.OneOf("care", "self-reliant", "partly-dependent", "dependent") switch
    {
        "dependent" => CareTier.Dependent,
        "partly-dependent" => CareTier.PartlyDependent,
        _ => CareTier.SelfReliant,
    };

    /// <summary>女儿|王丽|19900004001.</summary>
    private static Contact ReadContact(RowReader row, string text)
    {
        if (text.Split('|', StringSplitOptions.TrimEntries) is [var relation, var name, var phone])
        {
            return new Contact(name, relation, row.Phone("contacts", phone));
        }

        row.Note("not-a-contact", "contacts");
        return new Contact(text, string.Empty, string.Empty);
    }
}
