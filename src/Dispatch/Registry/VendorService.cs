namespace Dispatch.Registry;

/// <summary>One of the services that a vendor offers.</summary>
internal sealed record VendorService(string Region, string Service, string VendorId);
