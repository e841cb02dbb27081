using DialogBot.Conversations;
using DialogBot.Dialogs;
using DialogBot.Tests.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Tests.Dialogs;

/// <summary>It is Monday 2026-11-23, 15:00, in all of these.</summary>
public sealed class SchedulingTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 15, 0, 0);
    private static readonly DateOnly Today = DateOnly.FromDateTime(Now);
    private static readonly DateOnly Tomorrow = Today.AddDays(1);

    [Fact]
    public void Nothing_said_is_asked_for() => Assert.IsType<Appointment.Unsaid>(Find(new Draft()));

    [Fact]
    public void A_day_alone_leaves_the_hour_to_ask() => Assert.Equal(new Appointment.DayOnly(Tomorrow), Find(new Draft { Date = Tomorrow }));

    [Fact]
    public void A_day_and_an_hour_are_taken_as_said() => AssertFixed(Tomorrow, 15, Shift.AsSaid, new Draft { Date = Tomorrow, Time = new(15, 0) });

    [Fact]
    public void A_part_of_the_day_is_offered_as_an_hour() => AssertFixed(Tomorrow, 9, Shift.Offered, new Draft { Date = Tomorrow, Part = DayPart.Morning });

    [Fact]
    public void An_offer_stays_within_the_hours_of_the_service() => AssertFixed(Tomorrow, 17, Shift.Offered, new Draft { Date = Tomorrow, Part = DayPart.Evening }, "bathing");

    [Fact]
    public void An_hour_that_has_struck_is_questioned() =>
        Assert.Equal(new Appointment.Past(new Window(Today, new(9, 0)), Tomorrow), Find(new Draft { Date = Today, Time = new(9, 0) }));

    [Fact]
    public void A_day_that_is_over_is_questioned_with_the_next_that_can_be_meant() =>
        Assert.Equal(new Appointment.Past(new Window(Today.AddDays(-1), new(16, 0)), Today), Find(new Draft { Date = Today.AddDays(-1), Time = new(16, 0) }));

    [Fact]
    public void A_time_read_as_past_is_questioned() =>
        Assert.IsType<Appointment.Past>(Find(new Draft { Date = Today, Time = new(9, 0), Past = true }));

    [Fact]
    public void A_bare_hour_that_has_struck_is_tomorrow() => AssertFixed(Tomorrow, 9, Shift.AsSaid, new Draft { Time = new(9, 0) });

    [Fact]
    public void A_bare_hour_of_the_small_numbers_is_in_the_afternoon() => AssertFixed(Tomorrow, 14, Shift.AsSaid, new Draft { Date = Tomorrow, Time = new(2, 0) });

    [Fact]
    public void An_hour_before_anybody_could_be_there_becomes_the_earliest() => AssertFixed(Today, 17, Shift.TooEarly, new Draft { Date = Today, Time = new(15, 30) });

    [Fact]
    public void The_earliest_is_the_next_morning_where_the_service_ends_before() =>
        AssertFixed(Tomorrow, 9, Shift.TooEarly, new Draft { Date = Today, Time = new(16, 0) }, "bathing");

    [Fact]
    public void An_hour_at_which_the_service_is_not_to_be_had_becomes_the_nearest() =>
        AssertFixed(Tomorrow, 18, Shift.OutsideHours, new Draft { Date = Tomorrow, Time = new(21, 0) });

    [Fact]
    public void Urgent_is_as_soon_as_can_be() => AssertFixed(Today, 15, Shift.TooEarly, new Draft { Urgent = true }, "locksmith", minute: 30);

    [Fact]
    public void Whenever_is_as_soon_as_can_be() => AssertFixed(Today, 17, Shift.TooEarly, new Draft { Anytime = true });

    [Fact]
    public void A_recurring_visit_begins_on_its_first_day() =>
        AssertFixed(Tomorrow, 9, Shift.AsSaid, new Draft { Recurrence = "FREQ=WEEKLY;BYDAY=TU", Time = new(9, 0) });

    [Fact]
    public void A_recurring_visit_of_today_that_is_too_early_begins_at_its_next_turn() =>
        AssertFixed(Today.AddDays(7), 16, Shift.AsSaid, new Draft { Recurrence = "FREQ=WEEKLY;BYDAY=MO", Time = new(16, 0) });

    [Fact]
    public void A_recurring_visit_without_an_hour_leaves_it_to_ask() => Assert.IsType<Appointment.DayOnly>(Find(new Draft { Recurrence = "FREQ=DAILY" }));

    [Fact]
    public void What_was_read_back_stays_as_it_was_while_the_clock_goes_on()
    {
        var agreed = new Window(Today, new(17, 0));
        Assert.Equal(new Appointment.Fixed(agreed, Shift.AsSaid), Scheduling.Find(new Draft { Agreed = agreed }, Spoken.Knowledge.Catalogue["cleaning"], Spoken.Knowledge.DayParts, Now.AddMinutes(20)));
    }

    private static void AssertFixed(DateOnly day, int hour, Shift shift, Draft draft, string service = "cleaning", int minute = 0) =>
        Assert.Equal(new Appointment.Fixed(new Window(day, new(hour, minute)), shift), Find(draft, service));

    private static Appointment Find(Draft draft, string service = "cleaning") =>
        Scheduling.Find(draft, Spoken.Knowledge.Catalogue[service], Spoken.Knowledge.DayParts, Now);
}
