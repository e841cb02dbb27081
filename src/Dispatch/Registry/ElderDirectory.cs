namespace Dispatch.Registry;

/// <summary>Finds elders.</summary>
public sealed class ElderDirectory
{
    /// <param name="phone">Digits only, as the carrier gave it; +86 and 0086 are dropped.</param>
    public Task<Elder?> FindByPhoneAsync(string phone, CancellationToken cancellation) => throw new NotSupportedException($"{phone}{cancellation}");

    public Task<Elder?> FindAsync(string id, CancellationToken cancellation) => throw new NotSupportedException($"{id}{cancellation}");
}
