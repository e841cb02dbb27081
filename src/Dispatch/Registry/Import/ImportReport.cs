namespace Dispatch.Registry.Import;

/// <summary>What an import came to.</summary>
/// <param name="Problems">One sentence for each wrong value, naming file, line and column; its row was left out.</param>
public sealed record ImportReport(ImportCount Elders, ImportCount Vendors, ImportCount Operators, IReadOnlyList<string> Problems)
{
    public int Rows => Elders.Rows + Vendors.Rows + Operators.Rows;
}
