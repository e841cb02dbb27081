namespace DialogBot.Understanding.Times;

/// <summary>A day, a clock time, a part of day or a recurrence, as it stands in a text; those that belong together are joined.</summary>
internal readonly record struct TimePiece(int Start, int End)
{
    public DateOnly? Date { get; init; }

    public TimeOnly? Time { get; init; }

    public DayPart? Part { get; init; }

    public TimeOnly? Until { get; init; }

    public string? Every { get; init; }

    /// <summary>An hour of the clock that may be before noon or after it.</summary>
    public bool Bare { get; init; }

    /// <summary>A weekday without its week: the next one, should this one be over.</summary>
    public bool Weekly { get; init; }

    public bool Found => End > Start;
}
