namespace Dispatch.Registry;

/// <summary>Finds vendors.</summary>
public sealed class VendorDirectory
{
    public Task<Vendor?> FindByPhoneAsync(string phone, CancellationToken cancellation) => throw new NotSupportedException($"{phone}{cancellation}");

    public Task<Vendor?> FindAsync(string id, CancellationToken cancellation) => throw new NotSupportedException($"{id}{cancellation}");

    /// <summary>Every vendor of a region who offers a service, whatever the area and the hour: the rules say why not.</summary>
    public Task<IReadOnlyList<Vendor>> ForServiceAsync(string region, string service, CancellationToken cancellation) =>
        throw new NotSupportedException($"{region}{service}{cancellation}");
}
