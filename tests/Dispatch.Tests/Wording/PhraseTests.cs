using Dispatch.Alarms;
using Dispatch.Offers;
using Dispatch.Orders;
using Dispatch.Registry;
using Dispatch.Summonses;
using Dispatch.Wording;

namespace Dispatch.Tests.Wording;

/// <summary>Every sentence can be said, with the longest names and addresses that a town has.</summary>
public sealed class PhraseTests
{
    /// <summary>Two UCS-2 segments of 67 characters.</summary>
    private const int LongestSms = 134;

    private static readonly DateTimeOffset Now = DeskUnderTest.Monday;
    private static readonly ServiceCatalogue Catalogue = new();
    private static readonly Phrases Phrases = new(Catalogue);

    private static readonly Vendor Vendor = new()
    {
        Id = "V1",
        Region = "guilin",
        Name = "桂林市象山区夕阳红居家养老综合服务有限责任公司第二分公司",
        Kind = VendorKind.Company,
        Phone = "19900002001",
        Services = [],
        Areas = [],
        Hours = DutyHours.AllDay,
        DailyCapacity = 1,
        TakesSms = true,
        TakesCalls = true,
    };

    private static readonly Order Order = new()
    {
        Number = "G261231-10042",
        Terms = DeskUnderTest.Terms() with
        {
            From = new DateTimeOffset(2026, 12, 31, 2, 30, 0, TimeSpan.Zero),
            Until = new DateTimeOffset(2026, 12, 31, 14, 30, 0, TimeSpan.Zero),
            ElderName = "阿卜杜热西提·买买提明江",
            Address = "广西壮族自治区桂林市龙胜各族自治县龙脊镇平安壮族梯田观景区二号观景台旁老年公寓第三栋东单元十二楼1203室",
            Area = "龙胜各族自治县",
            PriceFen = 123456,
        },
        Lane = Lane.Scheduled,
        PromiseBy = Now,
        DoorstepCode = "0471",
        AcceptedAt = Now,
        State = OrderState.Accepted,
        Version = 1,
    };

    private static readonly Offer Offer = new("1", "V1", "sms", Now, Now.AddHours(1), "042");

    public static TheoryData<string> Written() => [.. Phrases.Sms.Texts];

    public static TheoryData<string> Spoken() => [.. Phrases.Calls.Texts];

    [Theory]
    [MemberData(nameof(Written))]
    public void An_sms_is_at_most_two_segments_long(string key)
    {
        foreach (var service in Catalogue.All)
        {
            var text = Phrases.Sms.Text(key, Everything(key, Phrases.Written, Phrases.Sms).With("service", service.Name));

            Assert.True(text.Length <= LongestSms, $"{text.Length} characters: {text}");
            Assert.DoesNotContain("http", text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [MemberData(nameof(Spoken))]
    public void What_is_spoken_has_all_its_words(string key) =>
        Assert.DoesNotContain("{", Phrases.Calls.Text(key, Everything(key, Phrases.Spoken, Phrases.Calls)), StringComparison.Ordinal);

    [Theory]
    [InlineData(Payer.Voucher)]
    [InlineData(Payer.Hours)]
    [InlineData(Payer.Self)]
    public void Every_way_to_pay_can_be_said(Payer payer)
    {
        var order = Order with { Terms = Order.Terms with { Payer = payer } };
        foreach (var words in new[] { Phrases.Written, Phrases.Spoken })
        {
            Assert.NotEmpty(words.ForVendor(order, Vendor, Now)["price"]);
            Assert.NotEmpty(words.ForElder(order, null, Vendor, Now)["price"]);
            Assert.NotEmpty(words.ForElder(order, null, Vendor with { Kind = VendorKind.Volunteer }, Now)["price"]);
        }
    }

    [Fact]
    public void Every_service_of_the_catalogue_has_a_name() => Assert.All(Catalogue.All, service => Assert.NotEmpty(service.Name));

    [Fact]
    public void An_unknown_key_says_which_file_lacks_it()
    {
        var missing = Assert.Throws<KeyNotFoundException>(() => Phrases.Sms.Text("no-such-text", []));

        Assert.Equal("prompts/sms.yaml has no 'no-such-text'", missing.Message);
    }

    [Fact]
    public void A_doorstep_code_is_spoken_digit_by_digit() => Assert.Equal("0 4 7 1", Phrases.Spoken.ForVendor(Order, Vendor, Now)["door"]);

    [Fact]
    public void A_long_address_keeps_its_beginning_and_its_room()
    {
        var address = Phrases.Written.ForVendor(Order, Vendor, Now)["address"];

        Assert.StartsWith("广西壮族自治区桂林市", address, StringComparison.Ordinal);
        Assert.EndsWith("1203室", address, StringComparison.Ordinal);
    }

    /// <summary>An elder hears of the price in more words than a vendor.</summary>
    private static string ForElder(string key, OrderWords words) =>
        (key.StartsWith("elder", StringComparison.Ordinal) || key.StartsWith("contact", StringComparison.Ordinal) ? words.ForElder(Order, null, Vendor, Now) : words.ForVendor(Order, Vendor, Now))["price"];

    private static Slots Everything(string key, OrderWords words, Phrasebook book)
    {
        var all = words.ForOffer(Order, Vendor, Offer, Now);
        var choice = Phrases.Sms.Text("choice", words.When(Order, Now).With("code", "042"));
        var summons = new Summons
        {
            Ladder = Ladders.Operator,
            Caller = new CallerInNeed("c", "guilin", "07735550101", null, Order.Terms.ElderName, Order.Terms.Address, "chest-pain", new string('痛', 90), "phone"),
            Times = 1,
            RaisedAt = Now,
            AnsweredBy = "阿卜杜热西提·买买提明江",
        };
        var alarm = Alarm.Fold(
            "guilin-261123-090000-abcdef",
            [
                new AlarmEvent.Raised(
                    Now,
                    new EmergencyReport
                    {
                        Id = "r",
                        Region = "guilin",
                        Source = "phone",
                        Category = "chest-pain",
                        Phone = "07735550101",
                        Name = Order.Terms.ElderName,
                        Address = Order.Terms.Address,
                        Words = new string('痛', 90),
                    },
                    new AlarmLadder()) { Number = 1 },
                new AlarmEvent.Acknowledged(Now, 1, new AlarmPerson("operator", "阿卜杜热西提·买买提明江", "19900003001"), "phone") { Number = 2 },
            ])!;
        foreach (var slots in new[]
        {
            new AlarmWords(Phrases).SlotsOf(alarm, book),
            words.ForElder(Order, null, Vendor, Now).With("honorific", "买买提明江爷爷").With("relative", "外孙女婿买买提明江").With("price", ForElder(key, words)),
            words.ForOperator(Order, Phrases.Sms.Reason("promise-at-risk"), Now),
            SummonsWords.SlotsOf(summons, book, Phrases.Sms),
            new Slots { ["example"] = "042改时间", ["choices"] = choice + choice + choice },
        })
        {
            foreach (var (slot, value) in slots)
            {
                all = !all.TryGetValue(slot, out var known) || known.Length < value.Length ? all.With(slot, value) : all;
            }
        }

        return all;
    }
}
