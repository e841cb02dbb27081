namespace Dispatch.Registry;

/// <summary>Finds operators.</summary>
public sealed class OperatorDirectory
{
    public Task<Operator?> FindByPhoneAsync(string phone, CancellationToken cancellation) => throw new NotSupportedException($"{phone}{cancellation}");

    public Task<Operator?> FindAsync(string id, CancellationToken cancellation) => throw new NotSupportedException($"{id}{cancellation}");

    /// <summary>Operators on duty at a moment; supervisors last.</summary>
    public Task<IReadOnlyList<Operator>> OnDutyAsync(string region, DateTimeOffset at, CancellationToken cancellation) =>
        throw new NotSupportedException($"{region}{at}{cancellation}");
}
