namespace VoiceGateway.Calls.TurnTaking;

/// <summary>How long a caller pauses within what they say.</summary>
/// <param name="Pause">A long one of their pauses, by what was heard so far.</param>
internal readonly record struct Pace(TimeSpan Pause)
{
    /// <summary>Shorter gaps belong to the words themselves.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.25);

    /// <summary>Of somebody who has not been heard yet.</summary>
    public static readonly Pace Unknown = new(TimeSpan.FromSeconds(0.5));

    // So much more silence than a usual pause of theirs: then they have finished.
    private const double Margin = 1.5;

    // A long pause counts at once, for the next is likely to be as long; quick talk brings it down slowly.
    private const double Longer = 0.7;
    private const double Shorter = 0.08;

    /// <summary>So much silence ends what they say.</summary>
    public TimeSpan Silence => Pause * Margin;

    /// <summary>With one more pause that was no end.</summary>
    public Pace After(TimeSpan pause) => pause < ShortestPause ? this : new Pace(Pause + ((pause - Pause) * (pause > Pause ? Longer : Shorter)));
}
