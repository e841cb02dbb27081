using DialogBot.Conversations;
using DialogBot.Services;

namespace DialogBot.Dialogs;

/// <summary>Finds the window that a draft asks for, or the nearest that can be had.</summary>
internal static class Scheduling
{
    private static readonly TimeOnly AnytimeOffer = new(9, 0);

    /// <param name="now">In Asia/Shanghai.</param>
    public static Appointment Find(Draft draft, Service service, DayParts parts, DateTime now)
    {
        var earliest = Earliest(service, now);
        if (draft.Agreed is { } agreed && agreed.Day.ToDateTime(agreed.From) > now)
        {
            return new Appointment.Fixed(agreed, Shift.AsSaid);
        }

        if (IsOpen(draft))
        {
            return draft.Anytime || draft.Urgent ? Soonest(draft, earliest) : new Appointment.Unsaid();
        }

        var hour = Hour(draft, service, parts);
        var day = draft.Date ?? FirstDay(draft, service, parts, hour, now);
        if (hour is not { } from)
        {
            return day < DateOnly.FromDateTime(now) ? new Appointment.DayOver() : new Appointment.DayOnly(day);
        }

        var said = new Window(day, from);
        if (draft.Past || (draft.Date is not null && IsOver(draft, said, parts, now)))
        {
            return new Appointment.Past(said, NextDayFor(said, now));
        }

        return Possible(draft, said, service, earliest);
    }

    private static bool IsOpen(Draft draft) =>
        draft is { Date: null, Time: null, Part: null, Recurrence: null } || (draft.Urgent && draft is { Time: null, Part: null, Recurrence: null, Past: false });

    /// <summary>As soon as can be, which is no later than on a day that was named.</summary>
    private static Appointment.Fixed Soonest(Draft draft, Window earliest) =>
        new(draft.Date is { } day && day > earliest.Day ? earliest with { Day = day, From = AnytimeOffer } : earliest, Shift.TooEarly);

    private static TimeOnly? Hour(Draft draft, Service service, DayParts parts)
    {
        if (draft.Time is { } said)
        {
            return InDaylight(said, draft, service);
        }

        var offer = draft.Part is { } part ? parts[part].Offer : draft.Anytime || draft.Urgent ? AnytimeOffer : (TimeOnly?)null;
        return offer is { } hour ? Clamp(hour, service) : null;
    }

    /// <summary>A bare 三点 is in the afternoon where the service does not begin at night.</summary>
    private static TimeOnly InDaylight(TimeOnly said, Draft draft, Service service) =>
        draft.Part is null && said < service.Opens && said.Hour < 12 && said.AddHours(12) <= service.Closes ? said.AddHours(12) : said;

    /// <summary>The first day on which the hour still lies ahead.</summary>
    private static DateOnly FirstDay(Draft draft, Service service, DayParts parts, TimeOnly? hour, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        var over = hour is { } from && IsOver(draft, new Window(today, from), parts, now);
        var day = over ? today.AddDays(1) : today;
        if (draft.Recurrence is not { } rule)
        {
            return day;
        }

        var earliest = hour is { } first && day.ToDateTime(first) < now + service.Lead ? day.AddDays(1) : day;
        return Recurrence.Parse(rule).FirstFrom(earliest);
    }

    /// <summary>A part of the day is over when its end is; an hour is over when it has struck.</summary>
    private static bool IsOver(Draft draft, Window said, DayParts parts, DateTime now) =>
        said.Day.ToDateTime(draft.Time is null && draft.Part is { } part ? parts[part].Until : said.From) <= now;

    private static DateOnly NextDayFor(Window said, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        return today.ToDateTime(said.From) > now && said.Day < today ? today : today.AddDays(1);
    }

    private static Appointment.Fixed Possible(Draft draft, Window said, Service service, Window earliest)
    {
        var from = Clamp(said.From, service);
        var window = said with { From = from };
        if (window.Day.ToDateTime(window.From) < earliest.Day.ToDateTime(earliest.From))
        {
            return new Appointment.Fixed(earliest, Shift.TooEarly);
        }

        var shift = from != said.From ? Shift.OutsideHours : draft.Time is null ? Shift.Offered : Shift.AsSaid;
        return new Appointment.Fixed(window, shift);
    }

    private static TimeOnly Clamp(TimeOnly hour, Service service) =>
        hour < service.Opens ? service.Opens : hour > service.Closes ? service.Closes : hour;

    /// <summary>The lead time from now, rounded up to the half hour, within the service's hours.</summary>
    private static Window Earliest(Service service, DateTime now)
    {
        var half = TimeSpan.FromMinutes(30).Ticks;
        var at = new DateTime((now.Ticks + service.Lead.Ticks + half - 1) / half * half);
        var (day, hour) = (DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));
        return hour > service.Closes ? new Window(day.AddDays(1), service.Opens)
            : hour < service.Opens ? new Window(day, service.Opens)
            : new Window(day, hour);
    }
}
