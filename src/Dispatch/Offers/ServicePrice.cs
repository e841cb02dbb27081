namespace Dispatch.Offers;

/// <summary>What a service costs.</summary>
public sealed class ServicePrice
{
    /// <summary>Of one unit; 0 is free of charge.</summary>
    public long Fen { get; set; }

    /// <summary>Units of a usual visit.</summary>
    public decimal Usual { get; set; }

    /// <summary>Of a usual visit, in fen.</summary>
    public long VisitFen => (long)(Fen * Usual);
}
