using Dispatch.Audit;
using Dispatch.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Dispatch.Registry;

/// <summary>When the operators are on duty, as it is changed from day to day.</summary>
public sealed class Roster
{
    private readonly LedgerDatabase database;
    private readonly AuditTrail trail;

    internal Roster(LedgerDatabase database, AuditTrail trail)
    {
        this.database = database;
        this.trail = trail;
    }

    /// <summary>Sets the usual hours of an operator, and whether for once something else holds.</summary>
    /// <returns>The operator after it; null where there is none of that id.</returns>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<Operator?> ChangeAsync(string id, DutyHours hours, DutyChange? change, string by, CancellationToken cancellation)
    {
        await trail.NoteAsync(by, AuditTrail.RosterChanged, $"operator:{id}", change is null ? hours.ToString() : $"{hours}, {(change.IsOn ? "on" : "off")} until {change.Until:O}", cancellation);
        return await database.ReadAsync(
            async (context, token) =>
            {
                if (await context.Operators.FirstOrDefaultAsync(person => person.Id == id, token) is not { } before)
                {
                    return null;
                }

                var after = before with { Hours = hours, Change = change };
                context.Entry(before).CurrentValues.SetValues(after);
                await context.SaveChangesAsync(token);
                return after;
            },
            cancellation);
    }
}
