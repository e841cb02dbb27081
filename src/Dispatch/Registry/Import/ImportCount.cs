namespace Dispatch.Registry.Import;

/// <param name="Added">Not known before.</param>
/// <param name="Updated">Known, and different now.</param>
/// <param name="Unchanged">Known and the same.</param>
/// <param name="Refused">Wrong in some way and left out.</param>
public sealed record ImportCount(int Added, int Updated, int Unchanged, int Refused)
{
    public int Rows => Added + Updated + Unchanged + Refused;
}
