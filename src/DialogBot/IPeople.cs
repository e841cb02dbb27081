namespace DialogBot;

/// <summary>The people behind the bot: operators to hand a caller to, and everybody who comes when there is danger.</summary>
public interface IPeople
{
    /// <summary>Rings operators for a caller who should not stay with the bot. Returns once the request is recorded, not when somebody answers.</summary>
    Task FetchOperatorAsync(Handover handover, CancellationToken cancellation);

    /// <summary>Raises an alarm. Must succeed while either store is up. The same conversation raises one alarm, however often it is called.</summary>
    Task RaiseAlarmAsync(AlarmReport report, CancellationToken cancellation);
}
