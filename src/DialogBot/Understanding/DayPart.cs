namespace DialogBot.Understanding;

public enum DayPart
{
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}
