using Dispatch.Registry;
using Dispatch.Registry.Import;
using Dispatch.Tests.Ledger;
using Testing;

namespace Dispatch.Tests.Registry;

public sealed class RegistryImportTests(Databases databases) : IDisposable
{
    private const string VendorHeader = "id,region,name,kind,phone,services,areas,hours,qualifications,capacity,rating,lat,lon,sms,calls\n";
    private const string GoodVendor = "V1,guilin,好帮手,company,19900002001,cleaning;laundry,象山区,08:00-18:00,nurse|2028-06-30,5,4.5,25.2,110.2,yes,yes\n";

    private readonly string folder = Directory.CreateTempSubdirectory("voicecare-import-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Databases.Sqlite)]
    [InlineData(Databases.Postgres)]
    public async Task The_sample_town_moves_in_without_a_mistake_and_can_be_served(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind));
        var import = house.Get<RegistryImport>();
        Assert.True(await import.IsEmptyAsync(Cancellation));

        var report = await import.ImportAsync(RegistrySeeding.SampleTown, Cancellation);

        Assert.Empty(report.Problems);
        Assert.InRange(report.Elders.Added, 60, 1000);
        Assert.InRange(report.Vendors.Added, 30, 1000);
        Assert.Equal(3, report.Operators.Added);
        foreach (var service in ServiceCodes.Load(Path.Combine(AppContext.BaseDirectory, "prompts")))
        {
            Assert.InRange((await house.Get<VendorDirectory>().ForServiceAsync("guilin", service, Cancellation)).Count, 2, 100);
        }

        var again = await import.ImportAsync(RegistrySeeding.SampleTown, Cancellation);
        Assert.Equal((0, 0), (again.Elders.Added, again.Elders.Updated));
        Assert.Equal((0, 0), (again.Vendors.Added, again.Vendors.Updated));
    }

    [Fact]
    public async Task A_balance_is_as_of_its_import_until_it_changes_or_says_the_day_itself()
    {
        const string header = "id,region,name,honorific,gender,born,phones,address,area,community,dialect,care,voucher,hours,settled,payer\n";
        const string wang = "E1,guilin,王秀英,王奶奶,female,1944,19900001001,安新南路16号,象山区,安新南社区,southwestern,self-reliant,";
        var time = new ManualTime(Samples.Now);
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite), time);

        Assert.Equal(Samples.Now, await BalanceAtAsync("200,0,,voucher\n"));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Samples.Now, await BalanceAtAsync("200,0,,voucher\n"));
        Assert.Equal(Samples.Now.AddDays(1), await BalanceAtAsync("120,0,,voucher\n"));
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 16, 0, 0, TimeSpan.Zero), await BalanceAtAsync("120,0,2026-11-30,voucher\n"));

        async Task<DateTimeOffset> BalanceAtAsync(string balances)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "elders.csv"), header + wang + balances, Cancellation);
            Assert.Empty((await house.Get<RegistryImport>().ImportAsync(folder, Cancellation)).Problems);
            return (await house.Get<ElderDirectory>().FindAsync("E1", Cancellation))!.BalanceAt;
        }
    }

    [Theory]
    [InlineData("07735550101")]
    [InlineData("0773-5550101")]
    [InlineData("+86 773 5550101")]
    [InlineData("+8619900001001")]
    [InlineData("8619900001001")]
    public async Task An_elder_is_found_by_any_number_however_it_is_written(string phone)
    {
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite));
        await house.Get<RegistryImport>().ImportAsync(RegistrySeeding.SampleTown, Cancellation);

        var elder = await house.Get<ElderDirectory>().FindByPhoneAsync(phone, Cancellation);

        Assert.Equal(("E001", "王奶奶", 20_000L), (elder!.Id, elder.Honorific, elder.VoucherFen));
        Assert.Equal(new Contact("王丽", "女儿", "19900004001"), elder.Contacts[0]);
    }

    [Fact]
    public async Task Wrong_rows_are_reported_by_line_and_column_and_the_rest_is_kept()
    {
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite));
        Write("vendors.csv", VendorHeader + GoodVendor
            + "V2,guilin,没电话,company,,cleaning,象山区,08:00-18:00,,5,4.5,,,yes,yes\n"
            + "V3,guilin,错项目,company,19900002003,cleaning;hacking,象山区,8点到6点,,many,4.5,,,yes,maybe\n"
            + "V4,guilin,多逗号,company,19900002005,cleaning,象山区,七星区,08:00-18:00,,5,,,,yes,yes\n"
            + "V1,guilin,重复,company,19900002004,cleaning,象山区,08:00-18:00,,5,,,,yes,yes\n");

        var report = await house.Get<RegistryImport>().ImportAsync(folder, Cancellation);

        Assert.Equal((1, 4), (report.Vendors.Added, report.Vendors.Refused));
        Assert.Equal(
            ["vendors.csv:3:5:", "vendors.csv:4:6:", "vendors.csv:4:8:", "vendors.csv:4:10:", "vendors.csv:4:15:", "vendors.csv:5:-:", "vendors.csv:6:1:"],
            report.Problems.Select(problem => problem[..(problem.IndexOf(": ", StringComparison.Ordinal) + 1)]));
        Assert.Contains("hacking", report.Problems[1], StringComparison.Ordinal);
        Assert.NotNull(await house.Get<VendorDirectory>().FindAsync("V1", Cancellation));
    }

    [Fact]
    public async Task A_second_import_updates_what_changed_and_what_a_vendor_is_found_by()
    {
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite));
        var import = house.Get<RegistryImport>();
        Write("vendors.csv", VendorHeader + GoodVendor);
        await import.ImportAsync(folder, Cancellation);

        Write("vendors.csv", VendorHeader + GoodVendor.Replace("cleaning;laundry", "laundry;meal", StringComparison.Ordinal));
        var report = await import.ImportAsync(folder, Cancellation);

        Assert.Equal((0, 1), (report.Vendors.Added, report.Vendors.Updated));
        Assert.Empty(await house.Get<VendorDirectory>().ForServiceAsync("guilin", "cleaning", Cancellation));
        Assert.Single(await house.Get<VendorDirectory>().ForServiceAsync("guilin", "meal", Cancellation));
    }

    [Fact]
    public async Task A_centre_may_write_its_files_in_YAML_and_its_headings_in_Chinese()
    {
        await using var house = new TestLedger(await databases.CreateAsync(Databases.Sqlite));
        Write("elders.yaml", """
            - 编号: E9
              地区: guilin
              姓名: 秦素芬
              称呼: 秦奶奶
              性别: 女
              出生年: 1940
              联系电话: [0773-5550199, 19900001999]
              地址: 桂林市秀峰区丽君路1号
              城区: 秀峰区
              社区: 丽君社区
              方言: 桂柳话
              照护等级: 半失能
              紧急联系人:
                - { 关系: 女儿, 姓名: 秦丽, 电话: 19900004999 }
              服务券: 200.5
              付费类别: 服务券
            - 编号: E10
              地区: guilin
            """);
        Write("operators.csv", "编号,地区,姓名,电话,值班时间,主管\nO1,guilin,罗晓燕,19900003001,22:00-06:00,否\n");

        var report = await house.Get<RegistryImport>().ImportAsync(folder, Cancellation);

        var elder = await house.Get<ElderDirectory>().FindByPhoneAsync("19900001999", Cancellation);
        Assert.Equal((CareTier.PartlyDependent, 20_050L), (elder!.CareTier, elder.VoucherFen));
        Assert.Equal("秦丽", Assert.Single(elder.Contacts).Name);
        Assert.Equal(1, report.Elders.Refused);
        Assert.All(report.Problems, problem => Assert.StartsWith("elders.yaml:17:", problem, StringComparison.Ordinal));

        var night = ChinaTime.Moment(new DateOnly(2026, 11, 23), new TimeOnly(23, 30));
        Assert.Single(await house.Get<OperatorDirectory>().OnDutyAsync("guilin", night, Cancellation));
        Assert.Empty(await house.Get<OperatorDirectory>().OnDutyAsync("guilin", night.AddHours(12), Cancellation));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);
}
