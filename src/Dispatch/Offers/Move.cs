namespace Dispatch.Offers;

/// <summary>What the desk does next about an order.</summary>
internal abstract record Move
{
    private Move() { }

    /// <summary>Nothing until then, or news; null: nothing any more.</summary>
    public sealed record Rest(DateTimeOffset? Until) : Move;

    /// <summary>Asks the next vendor.</summary>
    public sealed record AskNext : Move;

    /// <summary>Nobody answered this offer in time.</summary>
    public sealed record Expire(string OfferId) : Move;

    /// <summary>Nothing is left to do about it.</summary>
    /// <param name="Reason">Why the elder was not heard; null where the elder was.</param>
    public sealed record Close(string? Reason) : Move;

    /// <summary>Fetches an operator.</summary>
    public sealed record Escalate(string Reason) : Move;
}
