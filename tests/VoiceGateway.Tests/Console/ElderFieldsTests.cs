using Dispatch.Registry;
using VoiceGateway.Console;
using VoiceGateway.Console.Elders;

namespace VoiceGateway.Tests.Console;

public sealed class ElderFieldsTests
{
    [Fact]
    public void Numbers_are_read_with_whatever_stands_between_them() =>
        Assert.Equal(["07735550101", "19900001001"], ElderFields.ReadPhones("0773-5550101，+86 19900001001".Replace("+86 ", "+86", StringComparison.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("19900001001 1")]
    public void What_is_no_number_is_not_taken(string text) => Assert.Null(ElderFields.ReadPhones(text));

    [Fact]
    public void A_contact_is_a_line_of_relation_name_and_number() =>
        Assert.Equal(
            [new Contact("王丽", "女儿", "19900004001"), new Contact("Anna Li", "邻居", "07735550199")],
            ElderFields.ReadContacts("女儿 王丽 19900004001\n\n 邻居　Anna Li 0773-5550199\n"));

    [Theory]
    [InlineData("王丽 19900004001")]
    [InlineData("女儿 王丽 不知道")]
    public void A_line_that_lacks_something_is_not_taken(string text) => Assert.Null(ElderFields.ReadContacts(text));

    [Theory]
    [InlineData("200", 20_000L)]
    [InlineData(" 199.5 ", 19_950L)]
    [InlineData("0.005", null)]
    [InlineData("-1", null)]
    [InlineData("两百", null)]
    [InlineData("", null)]
    public void Money_is_read_in_yuan(string text, long? fen) => Assert.Equal(fen, ElderFields.ReadYuan(text));

    [Fact]
    public void Vendors_are_named_by_name_or_id_and_the_first_that_nobody_knows_is_said()
    {
        Vendor[] vendors = [Vendor("V001", "漓江家政"), Vendor("V002", "好帮手")];
        var (ids, unknown) = ElderFields.ReadVendors("好帮手、V001，好帮手", vendors);
        Assert.Equal(["V002", "V001"], ids);
        Assert.Null(unknown);
        Assert.Equal("没有的", ElderFields.ReadVendors("好帮手、没有的、也没有", vendors).Unknown);
        Assert.Empty(ElderFields.ReadVendors("", vendors).Ids);
    }

    private static Vendor Vendor(string id, string name) => new()
    {
        Id = id,
        Region = "guilin",
        Name = name,
        Kind = VendorKind.Company,
        Phone = "19900002001",
        Services = ["cleaning"],
        Areas = [],
        Hours = DutyHours.AllDay,
        DailyCapacity = 1,
        TakesSms = true,
        TakesCalls = true,
    };

    [Theory]
    [InlineData("/console/orders/G261123-0001", "/console/orders/G261123-0001")]
    [InlineData("//evil.example/console/", "/console/board")]
    [InlineData("https://evil.example", "/console/board")]
    [InlineData("/console/\\evil.example", "/console/board")]
    [InlineData(null, "/console/board")]
    public void After_signing_in_nobody_is_sent_outside_the_console(string? asked, string sent) => Assert.Equal(sent, ReturnPath.Safe(asked));
}
