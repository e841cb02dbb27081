namespace Dispatch.Summonses;

/// <summary>Operators being fetched for a person on the line.</summary>
internal sealed record Summons
{
    /// <summary>Name of the ladder in prompts/ladders.yaml: operator.</summary>
    public required string Ladder { get; init; }

    public required CallerInNeed Caller { get; init; }

    /// <summary>1 for the first of its ladder in a conversation; the next one follows only after it has ended.</summary>
    public required int Times { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>1 once it was answered, by which stores tell what is later.</summary>
    public int Round { get; init; }

    /// <summary>Who answered; null while nobody has.</summary>
    public string? AnsweredBy { get; init; }

    public string? AnsweredPhone { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The caller left, or it was given up.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why, where the caller left; null otherwise.</summary>
    public string? EndedWith { get; init; }

    public string Id => $"{Ladder}:{Times}:{Caller.ConversationId}";

    /// <summary>The same, answered, where it was not answered before.</summary>
    public Summons Answer(string by, string phone, DateTimeOffset at) =>
        Round > 0 || EndedAt is not null ? this : this with { Round = 1, AnsweredBy = by, AnsweredPhone = phone, AnsweredAt = at };

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
