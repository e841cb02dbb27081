using Dispatch.Alarms;
using Dispatch.Registry;

namespace Dispatch.Tests.Alarms;

public sealed class RespondersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly Vendor Near = new()
    {
        Id = "V1",
        Region = "guilin",
        Name = "近",
        Kind = VendorKind.Volunteer,
        Phone = "19900002001",
        Services = ["escort"],
        Areas = ["七星区"],
        Hours = DutyHours.AllDay,
        Qualifications = [new Qualification("first-aid", new DateOnly(2027, 1, 1))],
        DailyCapacity = 8,
        Location = new GeoPoint(25.265, 110.29),
        TakesSms = true,
        TakesCalls = true,
    };

    private static readonly Vendor Far = Near with { Id = "V2", Location = new GeoPoint(25.30, 110.35) };
    private static readonly Vendor OfTheArea = Near with { Id = "V0", Location = null, Areas = ["象山区"] };
    private static readonly Vendor OfAnotherArea = Near with { Id = "V3", Location = null };

    private static readonly Elder Elder = new()
    {
        Id = "E1",
        Region = "guilin",
        Name = "王秀英",
        Honorific = "王奶奶",
        Gender = "female",
        BirthYear = 1944,
        Phones = ["07735550101"],
        Address = "桂林市象山区安新南路16号3栋2单元501",
        Area = "象山区",
        Community = "安新南社区",
        Location = new GeoPoint(25.262, 110.289),
        Dialect = "southwestern",
        CareTier = CareTier.SelfReliant,
        PayerClass = "voucher",
    };

    [Fact]
    public void The_nearest_comes_first_and_who_only_serves_the_area_after_them() =>
        Assert.Equal(["V1", "V2", "V0"], Ask([OfAnotherArea, OfTheArea, Far, Near], Elder));

    [Fact]
    public void Without_coordinates_the_area_decides() =>
        Assert.Equal(["V0"], Ask([Near, OfTheArea, OfAnotherArea], Elder with { Location = null }));

    [Fact]
    public void Of_a_stranger_the_address_names_the_area()
    {
        Assert.Equal(["V0"], [.. Responders.Nearest([OfTheArea, OfAnotherArea], [], null, Elder.Address, Noon).Select(vendor => vendor.Id)]);
        Assert.Equal(["V0", "V3"], [.. Responders.Nearest([OfTheArea, OfAnotherArea], [], null, null, Noon).Select(vendor => vendor.Id)]);
    }

    [Fact]
    public void Who_cannot_help_is_off_duty_out_of_date_or_was_refused_is_not_sent() => Assert.Empty(Ask(
        [
            Near with { Qualifications = [new Qualification("cook", null)] },
            Near with { Qualifications = [new Qualification("first-aid", new DateOnly(2026, 11, 22))] },
            Near with { Hours = DutyHours.Parse("18:00-06:00") },
            Near with { TakesSms = false, TakesCalls = false },
            Near with { Id = "V9" },
        ],
        Elder with { RefusedVendorIds = ["V9"] }));

    private static string[] Ask(Vendor[] vendors, Elder elder) => [.. Responders.Nearest(vendors, ["first-aid", "nurse"], elder, elder.Address, Noon).Select(vendor => vendor.Id)];
}
