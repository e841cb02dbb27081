namespace Dispatch.Registry.Import;

/// <summary>A row of operators.csv.</summary>
internal static class OperatorRow
{
    public static Operator Read(RowReader row) => new()
    {
        Id = row.Required("id"),
        Region = row.Required("region"),
        Name = row.Required("name"),
        Phone = row.Phone("phone"),
        Hours = row.Hours("hours"),
        IsSupervisor = row.YesOrNo("supervisor"),
    };
}
