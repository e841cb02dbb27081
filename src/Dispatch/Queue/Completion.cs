namespace Dispatch.Queue;

/// <summary>What a worker says of an errand that it attended to.</summary>
/// <param name="WantedAt">When to look at it again; null when it is done with.</param>
/// <param name="Payload">What is kept with it until then.</param>
internal sealed record Completion(DateTimeOffset? WantedAt, string Payload = "")
{
    public static Completion Finished { get; } = new((DateTimeOffset?)null);
}
