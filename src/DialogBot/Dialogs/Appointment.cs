using DialogBot.Conversations;

namespace DialogBot.Dialogs;

/// <summary>What a draft says about its time, held against the service's hours and the clock.</summary>
internal abstract record Appointment
{
    private Appointment()
    {
    }

    /// <summary>Nothing is known.</summary>
    internal sealed record Unsaid : Appointment;

    /// <summary>The day is over, and no hour was said.</summary>
    internal sealed record DayOver : Appointment;

    /// <summary>The day is known, the hour is not.</summary>
    internal sealed record DayOnly(DateOnly Day) : Appointment;

    /// <summary>It is over; the next day at the same hour may have been meant.</summary>
    internal sealed record Past(Window Said, DateOnly Meant) : Appointment;

    /// <summary>It can be had.</summary>
    internal sealed record Fixed(Window Window, Shift Shift) : Appointment;
}
