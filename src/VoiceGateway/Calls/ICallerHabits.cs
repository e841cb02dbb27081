namespace VoiceGateway.Calls;

/// <summary>Where callers' habits are kept from one call to the next. Losing them costs a little comfort, nothing else.</summary>
internal interface ICallerHabits
{
    /// <summary><see cref="CallerHabits.Unknown"/> for a number that has not called.</summary>
    Task<CallerHabits> RecallAsync(string phone, CancellationToken cancellation);

    Task KeepAsync(string phone, CallerHabits habits, CancellationToken cancellation);
}
