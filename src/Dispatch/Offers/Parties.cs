using Dispatch.Registry;

namespace Dispatch.Offers;

/// <summary>Everybody whom an order concerns.</summary>
/// <param name="Elder">Null for a caller whom the registry does not know.</param>
/// <param name="Vendors">Those who were ever asked, by id.</param>
/// <param name="Operators">On duty now.</param>
internal sealed record Parties(Elder? Elder, IReadOnlyDictionary<string, Vendor> Vendors, IReadOnlyList<Operator> Operators);
