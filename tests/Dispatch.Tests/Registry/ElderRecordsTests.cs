using Dispatch.Ledger;
using Dispatch.Registry;
using Dispatch.Registry.Import;
using Dispatch.Tests.Ledger;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Dispatch.Tests.Registry;

public sealed class ElderRecordsTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(Databases.Sqlite), InlineData(Databases.Postgres)]
    public async Task Of_two_who_change_one_record_the_second_is_told_and_who_changed_what_is_on_the_ledger(string kind)
    {
        await using var house = await TownAsync(kind);
        var records = house.Get<ElderRecords>();
        var opened = (await records.FindAsync("E001", Cancellation))!;
        var moved = opened.Elder with { Address = "桂林市七星区环城北路1号", Phones = ["19900009999"] };

        var saved = Assert.IsType<ElderOutcome.Saved>(await records.ChangeAsync(opened, moved, "one", "operator:O01", Cancellation));
        Assert.Equal(1, saved.Record.Version);
        Assert.IsType<ElderOutcome.Saved>(await records.ChangeAsync(opened, moved, "one", "operator:O01", Cancellation));
        var late = await records.ChangeAsync(opened, opened.Elder with { HealthNotes = "糖尿病" }, "two", "operator:O02", Cancellation);
        Assert.Equal(moved.Address, Assert.IsType<ElderOutcome.Overtaken>(late).Record!.Elder.Address);

        var now = await house.Get<ElderDirectory>().FindByPhoneAsync("19900009999", Cancellation);
        Assert.Equal(("E001", moved.Address, opened.Elder.HealthNotes), (now!.Id, now.Address, now.HealthNotes));
        Assert.Null(await house.Get<ElderDirectory>().FindByPhoneAsync(opened.Elder.Phones[0], Cancellation));
        var change = Assert.Single(await records.HistoryAsync(now, Cancellation));
        Assert.Equal(("operator:O01", "address phones"), (change.By, string.Join(' ', change.Fields.Keys.Order(StringComparer.Ordinal))));
    }

    [Theory, InlineData(Databases.Sqlite), InlineData(Databases.Postgres)]
    public async Task Elders_are_found_by_part_of_a_name_an_address_or_a_number(string kind)
    {
        await using var house = await TownAsync(kind);
        var elders = house.Get<ElderDirectory>();
        Assert.Contains("E001", (await elders.SearchAsync("王秀", 50, Cancellation)).Select(elder => elder.Id));
        Assert.Equal(["E001"], (await elders.SearchAsync("0773-5550101", 50, Cancellation)).Select(elder => elder.Id));
        Assert.Equal(["E001"], (await elders.SearchAsync("5550101", 50, Cancellation)).Select(elder => elder.Id));
        Assert.Contains("E001", (await elders.SearchAsync("安新南路16号", 50, Cancellation)).Select(elder => elder.Id));
        Assert.Empty(await elders.SearchAsync("没有这个人", 50, Cancellation));
    }

    [Theory, InlineData(Databases.Sqlite), InlineData(Databases.Postgres)]
    public async Task The_elders_of_whom_a_number_is_a_contacts_are_found_also_after_a_change_and_where_they_were_there_before_the_lookup(string kind)
    {
        await using var house = await TownAsync(kind);
        var (records, elders) = (house.Get<ElderRecords>(), house.Get<ElderDirectory>());
        var huang = (await records.FindAsync("E002", Cancellation))!;
        Assert.Equal(["E001"], await FindAsync("199-0000-4001"));

        var withDaughter = huang.Elder with { Contacts = [new Contact("王丽", "侄女", "19900004001")] };
        await records.ChangeAsync(huang, withDaughter, "one", "operator:O01", Cancellation);
        Assert.Equal(["E001", "E002"], await FindAsync("19900004001"));
        Assert.Empty(await FindAsync(huang.Elder.Contacts[0].Phone));

        await using (var context = house.Database.Open())
        {
            await context.GetService<IMigrator>().MigrateAsync("RatingsAndBalances", Cancellation);
            await context.GetService<IMigrator>().MigrateAsync(null, Cancellation);
        }

        Assert.Equal(["E001", "E002"], await FindAsync("19900004001"));

        async Task<IEnumerable<string>> FindAsync(string phone) => (await elders.FindByContactAsync(phone, Cancellation)).Select(elder => elder.Id);
    }

    [Theory, InlineData(Databases.Sqlite), InlineData(Databases.Postgres)]
    public async Task An_operator_who_comes_in_for_once_is_on_duty_until_the_usual_hours_hold_again(string kind)
    {
        await using var house = await TownAsync(kind);
        var night = Samples.Now.AddHours(15.5);
        var roster = house.Get<Roster>();
        var operators = house.Get<OperatorDirectory>();
        Assert.DoesNotContain("O02", (await operators.OnDutyAsync("guilin", night, Cancellation)).Select(person => person.Id));

        var huang = (await operators.FindAsync("O02", Cancellation))!;
        await roster.ChangeAsync("O02", huang.Hours, new DutyChange(IsOn: true, night.AddHours(1)), "liao", Cancellation);
        await roster.ChangeAsync("O01", DutyHours.AllDay, new DutyChange(IsOn: false, night.AddHours(1)), "liao", Cancellation);
        Assert.Equal(["O02", "O03"], (await operators.OnDutyAsync("guilin", night, Cancellation)).Select(person => person.Id));
        Assert.Equal(["O01", "O03"], (await operators.OnDutyAsync("guilin", night.AddHours(2), Cancellation)).Select(person => person.Id));
    }

    private async Task<TestLedger> TownAsync(string kind)
    {
        var house = new TestLedger(await databases.CreateAsync(kind));
        await house.Get<RegistryImport>().ImportAsync(RegistrySeeding.SampleTown, Cancellation);
        return house;
    }
}
