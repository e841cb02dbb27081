namespace DialogBot;

/// <summary>The people behind the bot: operators to hand a caller to, and everybody who comes when there is danger.</summary>
public interface IPeople
{
    /// <summary>
    /// Rings operators for a caller who should not stay with the bot. Returns once the request is recorded, not when
    /// somebody answers. The same conversation is handed over once, however often it is called.
    /// </summary>
    Task FetchOperatorAsync(Handover handover, CancellationToken cancellation);

    /// <summary>
    /// Raises an alarm. Must succeed while either store is up. The same conversation raises one alarm, however often it is
    /// called, until that alarm is stood down; a later report may be more certain or of another category.
    /// </summary>
    Task RaiseAlarmAsync(AlarmReport report, CancellationToken cancellation);

    /// <summary>
    /// What a caller for whom an alarm was raised goes on to say (我在卫生间), for whoever comes to help. Told twice under one turn it is
    /// added once. Does nothing where the conversation has no open alarm.
    /// </summary>
    /// <param name="words">Never logged.</param>
    Task SayAsync(string conversationId, string turnId, string words, CancellationToken cancellation);

    /// <summary>
    /// The caller was asked and said that there is no danger: the ringing ends, the alarm stays on record. Does nothing
    /// where the conversation has no open alarm.
    /// </summary>
    /// <param name="words">What the caller said, for the record of the alarm; never logged.</param>
    Task StandDownAsync(string conversationId, string words, CancellationToken cancellation);

    /// <summary>
    /// The caller hung up while waiting for an operator: operators are not rung for nobody. An alarm goes on. Does nothing
    /// where nobody was fetched.
    /// </summary>
    /// <param name="words">Why, for the record; never logged.</param>
    Task CallerLeftAsync(string conversationId, string words, CancellationToken cancellation);

    /// <summary>
    /// The caller's line is over, and no person had spoken on it. Where an alarm is open the caller is called back. Does nothing where
    /// there is none.
    /// </summary>
    Task LineLostAsync(string conversationId, CancellationToken cancellation);
}
