using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>What has to be done beyond speaking, decided here and done at the edge.</summary>
internal abstract record Act
{
    private Act()
    {
    }

    /// <summary>Place a confirmed order; what came of it is decided on again.</summary>
    internal sealed record Place(OrderRequest Request) : Act;

    /// <summary>Look up the caller's orders; what is found is decided on again.</summary>
    internal sealed record LookUp(Wanted Wanted, Purpose Purpose) : Act;

    /// <summary>Cancel an order that was read back; what came of it is decided on again.</summary>
    internal sealed record Cancel(KnownOrder Order) : Act;

    /// <summary>End the series that an order is a visit of; what came of it is decided on again.</summary>
    internal sealed record EndSeries(KnownOrder Order) : Act;

    /// <summary>Move an order to the time that was read back; what came of it is decided on again.</summary>
    internal sealed record Move(KnownOrder Order, DateTimeOffset From) : Act;

    /// <summary>Fetch an operator.</summary>
    internal sealed record Fetch(string Reason) : Act;

    /// <summary>Raise the alarm; it has been raised already where the danger was found in the words alone.</summary>
    internal sealed record Raise(Danger Danger) : Act;

    /// <summary>End the alarm: the caller was asked and said that there is no danger.</summary>
    internal sealed record StandDown(string Words) : Act;
}
