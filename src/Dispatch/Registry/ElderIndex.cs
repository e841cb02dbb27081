using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Registry;

/// <summary>The rows by which elders are found by a number: their own, and those of their contacts.</summary>
internal static class ElderIndex
{
    /// <summary>Databases take only so many parameters in a query.</summary>
    private const int AtOnce = 500;

    public static async Task RenewAsync(LedgerContext context, IReadOnlyList<Elder> elders, CancellationToken cancellation)
    {
        foreach (var some in elders.Chunk(AtOnce))
        {
            var ids = some.Select(elder => elder.Id).ToList();
            var phones = some.SelectMany(elder => elder.Phones.Select(phone => new ElderPhone(phone, elder.Id)));
            var contacts = some.SelectMany(elder => elder.Contacts.Select(contact => new ContactPhone(contact.Phone, elder.Id)));
            Replace(context, await context.ElderPhones.Where(row => ids.Contains(row.ElderId)).ToListAsync(cancellation), [.. phones]);
            Replace(context, await context.ContactPhones.Where(row => ids.Contains(row.ElderId)).ToListAsync(cancellation), [.. contacts]);
        }
    }

    private static void Replace<T>(LedgerContext context, List<T> old, HashSet<T> rows)
        where T : class
    {
        context.RemoveRange(old.Except(rows));
        context.AddRange(rows.Except(old));
    }
}
