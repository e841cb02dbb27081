using DialogBot.Services;
using DialogBot.Understanding;

namespace DialogBot.Conversations;

/// <summary>An order while it is being spoken of; what was not said is null.</summary>
internal sealed record Draft
{
    /// <summary>The order on the books that is to be moved to another time; null where a new one is spoken of.</summary>
    public KnownOrder? Moves { get; init; }

    public string? Service { get; init; }
    public decimal? Quantity { get; init; }
    public DateOnly? Date { get; init; }
    public TimeOnly? Time { get; init; }
    public DayPart? Part { get; init; }
    public TimeOnly? Until { get; init; }

    /// <summary>RRULE text.</summary>
    public string? Recurrence { get; init; }

    /// <summary>The time that was named is over: to be questioned.</summary>
    public bool Past { get; init; }

    /// <summary>The caller leaves the time to us.</summary>
    public bool Anytime { get; init; }

    public bool Urgent { get; init; }

    /// <summary>Another place to come to, in the caller's words.</summary>
    public string? Place { get; init; }

    /// <summary>Where that place is.</summary>
    public string? Address { get; init; }

    /// <summary>The street that was said without a door.</summary>
    public string? Street { get; init; }

    /// <summary>Where to go to from there (hospital, shop), in the caller's words.</summary>
    public string? Destination { get; init; }

    public string? Person { get; init; }
    public string? Preference { get; init; }

    /// <summary>Who shall pay, where the caller said so.</summary>
    public Payer? PayerWish { get; init; }

    /// <summary>The window that was read back, and nothing else, is what is placed.</summary>
    public Window? Agreed { get; init; }
}
