using Dispatch.Orders;

namespace Dispatch.Offers;

/// <summary>One service of prompts/services.yaml.</summary>
public sealed class CatalogueService
{
    /// <summary>How it is said aloud.</summary>
    public string Name { get; set; } = "";

    /// <summary>none, or the certificate that a vendor must hold.</summary>
    public string Qualification { get; set; } = "none";

    public ServicePrice Price { get; set; } = new();

    /// <summary>Who may pay, the elder's best first.</summary>
    public List<Payer> Payers { get; init; } = [];

    /// <summary>How long a usual visit takes.</summary>
    public int DurationMinutes { get; set; }
}
