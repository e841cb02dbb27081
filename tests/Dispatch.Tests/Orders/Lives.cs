using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Orders;

/// <summary>Rows of steps for property tests. What fails is made shorter, step by step, until every step that is left is needed.</summary>
internal static class Lives
{
    public static Arbitrary<T[]> RowsOf<T>(Gen<T> step, int length) => Arb.From(step.ArrayOf(length), Shorter);

    /// <summary>First without a half, a quarter, …; in the end without each single one.</summary>
    private static IEnumerable<T[]> Shorter<T>(T[] row)
    {
        for (var part = row.Length / 2; part > 0; part /= 2)
        {
            for (var start = 0; start < row.Length; start += part)
            {
                yield return [.. row[..start], .. row[Math.Min(start + part, row.Length)..]];
            }
        }
    }
}
