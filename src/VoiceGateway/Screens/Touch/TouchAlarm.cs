using Dispatch.Alarms;
using Dispatch.Registry;

namespace VoiceGateway.Screens.Touch;

/// <summary>The open alarm of an elder, wherever it was raised.</summary>
internal static class TouchAlarm
{
    /// <returns>Null where no alarm is open.</returns>
    public static Alarm? Of(AlarmDesk alarms, Elder elder) =>
        alarms.Open(elder.Region).FirstOrDefault(alarm => alarm.Person.ElderId == elder.Id || elder.Phones.Contains(alarm.Person.Phone));
}
