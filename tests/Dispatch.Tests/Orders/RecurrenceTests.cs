using System.Globalization;
using Dispatch.Orders;

namespace Dispatch.Tests.Orders;

public sealed class RecurrenceTests
{
    [Theory]
    [InlineData("FREQ=DAILY", "2026-11-23", "2026-11-24 2026-11-25 2026-11-26")]
    [InlineData("FREQ=DAILY", "2026-12-30", "2026-12-31 2027-01-01 2027-01-02")]
    [InlineData("FREQ=DAILY;INTERVAL=2", "2026-12-30", "2027-01-01 2027-01-03 2027-01-05")]
    [InlineData("FREQ=WEEKLY", "2026-12-29", "2027-01-05 2027-01-12")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", "2026-11-24", "2026-12-01 2026-12-08")]
    [InlineData("FREQ=WEEKLY;BYDAY=TU,FR", "2026-11-24", "2026-11-27 2026-12-01 2026-12-04")]
    [InlineData("FREQ=WEEKLY;BYDAY=FR,TU", "2026-12-29", "2027-01-01 2027-01-05 2027-01-08")]
    [InlineData("FREQ=WEEKLY;BYDAY=SA,SU", "2026-11-29", "2026-12-05 2026-12-06")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2", "2026-11-23", "2026-12-07 2026-12-21 2027-01-04")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", "2026-11-23", "2026-11-29 2026-12-07 2026-12-13")]
    [InlineData("FREQ=WEEKLY;BYDAY=WE", "2026-11-24", "2026-11-25 2026-12-02")]
    [InlineData("FREQ=MONTHLY", "2026-11-23", "2026-12-23 2027-01-23")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15", "2027-01-15 2027-02-15")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "2026-10-31", "2026-12-31 2027-01-31 2027-03-31 2027-05-31")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=29", "2027-01-29", "2027-03-29 2027-04-29")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15,1", "2026-12-01", "2026-12-15 2027-01-01")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=31", "2026-12-31", "2027-03-31 2027-12-31")]
    public void A_rule_falls_on_these_days_after_a_first_one(string rule, string first, string expected)
    {
        var recurrence = Recurrence.Parse(rule)!;
        var days = expected.Split(' ').Select(Day).ToList();

        var found = new List<DateOnly>();
        for (var day = Day(first); found.Count < days.Count; found.Add(day))
        {
            day = recurrence.DayAfter(day)!.Value;
        }

        Assert.Equal(days, found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("DAILY")]
    [InlineData("FREQ=HOURLY")]
    [InlineData("FREQ=YEARLY")]
    [InlineData("INTERVAL=2")]
    [InlineData("FREQ=DAILY;INTERVAL=0")]
    [InlineData("FREQ=DAILY;INTERVAL=100")]
    [InlineData("FREQ=DAILY;INTERVAL=two")]
    [InlineData("FREQ=DAILY;BYDAY=MO")]
    [InlineData("FREQ=DAILY;COUNT=3")]
    [InlineData("FREQ=DAILY;FREQ=DAILY")]
    [InlineData("FREQ=WEEKLY;BYDAY=")]
    [InlineData("FREQ=WEEKLY;BYDAY=2MO")]
    [InlineData("FREQ=WEEKLY;UNTIL=20271231")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32")]
    public void A_rule_that_nobody_can_keep_is_not_read(string rule) => Assert.Null(Recurrence.Parse(rule));

    [Fact]
    public void A_day_that_no_month_of_the_rule_has_never_comes() =>
        Assert.Null(Recurrence.Parse("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31")!.DayAfter(Day("2027-02-20")));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
