namespace Dispatch.Ledger;

/// <summary>A row of the table events.</summary>
internal sealed class StoredEvent
{
    public required string Region { get; init; }

    public required long Sequence { get; init; }

    public required string EventId { get; init; }

    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public required long SubjectVersion { get; init; }

    public required string Type { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    public LedgerEvent ToEvent() =>
        new(Region, Sequence, EventId, new Subject(SubjectKind, SubjectId), SubjectVersion, Type, Payload, At, PreviousHash, Hash);
}
