namespace Dispatch.Alarms;

/// <summary>People being fetched for a person on the line: operators for a caller, everybody for an alarm.</summary>
internal sealed record Summons
{
    /// <summary>Name of the ladder in prompts/ladders.yaml: operator or alarm.</summary>
    public required string Ladder { get; init; }

    public required CallerInNeed Caller { get; init; }

    /// <summary>1 for the first of its ladder in a conversation; the next one follows only after it has ended.</summary>
    public required int Times { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>How many rounds of ringing were answered: more than one where an alarm was acknowledged but not resolved.</summary>
    public int Round { get; init; }

    /// <summary>Who answered the last round; null while nobody has.</summary>
    public string? AnsweredBy { get; init; }

    public string? AnsweredPhone { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Stood down, resolved, or given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What was said when it was stood down; null otherwise.</summary>
    public string? EndedWith { get; init; }

    public string Id => $"{Ladder}:{Times}:{Caller.ConversationId}";

    /// <summary>The same, answered, where this round was not answered before.</summary>
    public Summons Answer(int round, string by, string phone, DateTimeOffset at) =>
        round <= Round || EndedAt is not null ? this : this with { Round = round, AnsweredBy = by, AnsweredPhone = phone, AnsweredAt = at };

    /// <summary>What two stores know, put together: the later round, of one round the earlier answer, and an end is an end.</summary>
    public Summons Merge(Summons other)
    {
        var mine = Round > other.Round || (Round == other.Round && !(other.AnsweredAt < AnsweredAt));
        var answered = mine ? this : other;
        return this with
        {
            RaisedAt = RaisedAt < other.RaisedAt ? RaisedAt : other.RaisedAt,
            Round = answered.Round,
            AnsweredBy = answered.AnsweredBy,
            AnsweredPhone = answered.AnsweredPhone,
            AnsweredAt = answered.AnsweredAt,
            EndedAt = EndedAt ?? other.EndedAt,
            EndedWith = EndedWith ?? other.EndedWith,
        };
    }
}
