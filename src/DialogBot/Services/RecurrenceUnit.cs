namespace DialogBot.Services;

internal enum RecurrenceUnit
{
    Day,
    Week,
    Month,
}
