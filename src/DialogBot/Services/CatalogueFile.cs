namespace DialogBot.Services;

/// <summary>The shape of prompts/services.yaml.</summary>
internal sealed class CatalogueFile
{
    public required Dictionary<string, Entry> Services { get; init; }

    internal sealed class Entry
    {
        public required string Name { get; init; }
        public required string Worker { get; init; }
        public required PriceEntry Price { get; init; }
        public string? Extra { get; init; }
        public bool Destination { get; init; }
        public required Payer[] Payers { get; init; }
        public required string Qualification { get; init; }
        public required int LeadMinutes { get; init; }
        public required int DurationMinutes { get; init; }
        public required string Hours { get; init; }
        public required bool Urgent { get; init; }
    }

    internal sealed class PriceEntry
    {
        public required long Fen { get; init; }
        public required PriceUnit Unit { get; init; }
        public required decimal Usual { get; init; }
    }
}
