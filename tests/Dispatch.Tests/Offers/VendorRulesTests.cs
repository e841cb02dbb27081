using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Registry;
using Dispatch.Wording;

namespace Dispatch.Tests.Offers;

public sealed class VendorRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);
    private static readonly OfferPolicy.Weights Weights = OfferPolicy.Load().Ranking;

    private static readonly Vendor Able = new()
    {
        Id = "V1",
        Region = "guilin",
        Name = "好帮手家政",
        Kind = VendorKind.Company,
        Phone = "19900002001",
        Services = ["bathing"],
        Areas = ["象山区"],
        Hours = DutyHours.Parse("08:00-18:00"),
        Qualifications = [new Qualification("caregiver", new DateOnly(2026, 11, 24))],
        DailyCapacity = 3,
        Rating = 4,
        TakesSms = true,
        TakesCalls = true,
    };

    private static readonly Order Bathing = new()
    {
        Number = "G261123-0001",
        Terms = DeskUnderTest.Terms(service: "bathing", from: Start),
        Lane = Lane.Scheduled,
        PromiseBy = Start,
        DoorstepCode = "1234",
        AcceptedAt = DeskUnderTest.Monday,
        State = OrderState.Accepted,
        Version = 1,
    };

    [Fact]
    public void A_vendor_whom_no_rule_forbids_may_be_asked() => Assert.Null(WhyNot(Able));

    [Fact]
    public void A_vendor_who_does_not_offer_the_service_is_not_asked() => Assert.Equal("service", WhyNot(Able with { Services = ["cleaning"] }));

    [Fact]
    public void A_vendor_without_the_certificate_is_not_asked() => Assert.Equal("qualification", WhyNot(Able with { Qualifications = [] }));

    [Fact]
    public void A_certificate_that_has_run_out_on_the_day_of_the_visit_does_not_count() =>
        Assert.Equal("qualification", WhyNot(Able with { Qualifications = [new Qualification("caregiver", new DateOnly(2026, 11, 23))] }));

    [Fact]
    public void A_certificate_without_an_end_counts() =>
        Assert.Null(WhyNot(Able with { Qualifications = [new Qualification("caregiver", null)] }));

    [Theory]
    [InlineData(VendorKind.Volunteer, false, "volunteer")]
    [InlineData(VendorKind.ElderHelper, false, "volunteer")]
    [InlineData(VendorKind.Volunteer, true, null)]
    [InlineData(VendorKind.Company, false, null)]
    public void Volunteers_and_elder_helpers_serve_only_what_they_may(VendorKind kind, bool may, string? whyNot) =>
        Assert.Equal(whyNot, VendorRules.WhyNot(new Candidate(Able with { Kind = kind }, 0, 0), new Job(Bathing, null, "caregiver", may)));

    [Fact]
    public void A_volunteer_needs_the_certificate_like_anybody() =>
        Assert.Equal("qualification", WhyNot(Able with { Kind = VendorKind.Volunteer, Qualifications = [] }));

    [Fact]
    public void What_volunteers_may_do_is_in_the_catalogue()
    {
        var catalogue = new ServiceCatalogue();

        Assert.All(OfferPolicy.Load().Volunteers, service => Assert.True(catalogue.Has(service), service));
    }

    [Fact]
    public void A_vendor_of_another_area_is_not_asked() => Assert.Equal("area", WhyNot(Able with { Areas = ["七星区"] }));

    [Fact]
    public void A_vendor_who_does_not_work_at_that_hour_is_not_asked() =>
        Assert.Equal("hours", WhyNot(Able with { Hours = DutyHours.Parse("16:00-22:00") }));

    [Fact]
    public void A_vendor_whose_day_is_full_is_not_asked() => Assert.Equal("capacity", WhyNot(Able, jobsOfDay: 3));

    [Fact]
    public void A_vendor_whom_the_elder_refuses_is_not_asked() =>
        Assert.Equal("refused", VendorRules.WhyNot(new Candidate(Able, 0, 0), new Job(Bathing, Elder with { RefusedVendorIds = ["V1"] }, "caregiver")));

    [Fact]
    public void A_vendor_whom_the_elder_does_not_want_this_time_is_not_asked() =>
        Assert.Equal("refused", WhyNot(Able, order: Bathing with { Terms = Bathing.Terms with { RefusedVendorId = "V1" } }));

    [Fact]
    public void A_vendor_without_any_way_to_be_reached_is_not_asked() =>
        Assert.Equal("reachable", WhyNot(Able with { TakesSms = false, TakesCalls = false }));

    [Theory]
    [InlineData(OfferEnding.Declined)]
    [InlineData(OfferEnding.Expired)]
    [InlineData(OfferEnding.Returned)]
    public void A_vendor_is_never_asked_twice_for_an_order(OfferEnding ending) => Assert.Equal("asked", WhyNot(Able, order: Asked(ending)));

    [Fact]
    public void A_new_time_makes_an_old_no_forgotten_but_not_a_returned_job()
    {
        var later = DeskUnderTest.Monday.AddHours(2);

        Assert.Null(WhyNot(Able, order: Asked(OfferEnding.Declined) with { ChangedAt = later }));
        Assert.Equal("asked", WhyNot(Able, order: Asked(OfferEnding.Returned) with { ChangedAt = later }));
    }

    [Fact]
    public void The_better_rated_is_asked_first_unless_the_week_was_full_of_work_already()
    {
        var good = Able with { Id = "good", Rating = 4.8 };
        var fair = Able with { Id = "fair", Rating = 4.2 };

        Assert.Equal(["good", "fair"], Ranked(new Candidate(fair, 0, 0), new Candidate(good, 0, 0)));
        Assert.Equal(["fair", "good"], Ranked(new Candidate(fair, 0, 0), new Candidate(good, 0, 5)));
    }

    [Fact]
    public void Of_two_equals_the_one_whom_elders_rated_badly_is_asked_later()
    {
        var one = Able with { Id = "one", Rating = 4.5 };
        var other = Able with { Id = "other", Rating = 4.5 };

        Assert.Equal(["other", "one"], Ranked(new Candidate(one, 0, 0, new Ratings(2, 2)), new Candidate(other, 0, 0)));
        Assert.Equal(["one", "other"], Ranked(new Candidate(one, 0, 0, new Ratings(2, 10)), new Candidate(other, 0, 0)));
    }

    [Fact]
    public void One_bad_word_does_not_outweigh_what_the_register_says_but_many_do()
    {
        var good = new Candidate(Able with { Rating = 4.8 }, 0, 0);

        Assert.Equal(4.8, VendorRules.Quality(good, Weights));
        Assert.True(VendorRules.Quality(good with { Ratings = new Ratings(1, 1) }, Weights) > 4);
        Assert.True(VendorRules.Quality(good with { Ratings = new Ratings(50, 60) }, Weights) < 2);
        Assert.Equal(Weights.Unrated, VendorRules.Quality(new Candidate(Able with { Rating = null }, 0, 0), Weights));
    }

    [Fact]
    public void Whoever_had_it_before_its_time_was_changed_is_asked_first()
    {
        var moved = Asked(OfferEnding.Moved) with { ChangedAt = DeskUnderTest.Monday.AddHours(2) };
        var ranking = VendorRules.Rank(
            [new Candidate(Able with { Id = "star", Rating = 5 }, 0, 0), new Candidate(Able with { Rating = 3 }, 0, 5)], new Job(moved, null, "caregiver"), Weights);

        Assert.Equal("V1", ranking.Fit[0].Vendor.Id);
    }

    [Fact]
    public void The_vendor_whom_the_elder_prefers_is_asked_first()
    {
        var elder = Elder with { PreferredVendorIds = ["dear"] };
        var ranking = VendorRules.Rank(
            [new Candidate(Able with { Id = "star", Rating = 5 }, 0, 0), new Candidate(Able with { Id = "dear", Rating = 2 }, 0, 9)],
            new Job(Bathing, elder, "caregiver"),
            Weights);

        Assert.Equal("dear", ranking.Fit[0].Vendor.Id);
    }

    [Fact]
    public void Whoever_may_not_be_asked_is_named_with_the_reason()
    {
        var ranking = VendorRules.Rank([new Candidate(Able with { Areas = [] }, 0, 0)], new Job(Bathing, null, "caregiver"), Weights);

        Assert.Equal(new Unfit("V1", "area"), Assert.Single(ranking.Unfit));
    }

    [Fact]
    public void Every_rule_has_its_sentence()
    {
        var sentences = PromptFile.Read<Dictionary<string, string>>("whynot.yaml");

        Assert.Equal(VendorRules.All.Select(rule => rule.Name).Order(), sentences.Keys.Order());
    }

    private static Elder Elder => new()
    {
        Id = "E1",
        Region = "guilin",
        Name = "王秀英",
        Honorific = "王奶奶",
        Gender = "female",
        BirthYear = 1944,
        Phones = ["19900001001"],
        Address = "桂林市",
        Area = "象山区",
        Community = "安新南社区",
        Dialect = "southwestern",
        CareTier = CareTier.SelfReliant,
        PayerClass = "self",
    };

    private static Order Asked(OfferEnding ending) => Bathing with
    {
        Offers = [new Offer("1", "V1", "sms", DeskUnderTest.Monday, DeskUnderTest.Monday.AddHours(1), null, ending, DeskUnderTest.Monday.AddHours(1))],
    };

    private static string? WhyNot(Vendor vendor, int jobsOfDay = 0, Order? order = null) =>
        VendorRules.WhyNot(new Candidate(vendor, jobsOfDay, 0), new Job(order ?? Bathing, null, "caregiver"));

    private static IEnumerable<string> Ranked(params Candidate[] candidates) =>
        VendorRules.Rank(candidates, new Job(Bathing, null, "caregiver"), Weights).Fit.Select(each => each.Vendor.Id);
}
