namespace Dispatch.Queue;

/// <summary>Attends to one kind of errand. May be called again for the same errand at any point: everything it does is safe to repeat.</summary>
internal interface IErrandRunner
{
    /// <summary>The part of an errand's id before the first slash.</summary>
    string Kind { get; }

    /// <param name="cancellation">Also fires when the lease is lost: somebody else attends to it then.</param>
    Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation);
}
