using Dispatch.Accounts;
using Dispatch.Registry;

namespace VoiceGateway.Console;

/// <summary>Names for those who did something to an order: operator:O01, vendor:V001.</summary>
internal sealed class NameBoard(OperatorDirectory operators, VendorDirectory vendors, AccountBook accounts)
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>The name of somebody who was looked up by <see cref="LearnAsync"/>; otherwise what stands on the record.</summary>
    public string this[string by] => names.GetValueOrDefault(by, by);

    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task LearnAsync(IEnumerable<string> everybody, CancellationToken cancellation)
    {
        foreach (var by in everybody.Distinct().Where(by => !names.ContainsKey(by)).ToList())
        {
            if (await FindAsync(by, cancellation) is { } name)
            {
                names[by] = name;
            }
        }
    }

    private async Task<string?> FindAsync(string by, CancellationToken cancellation) => by.Split(':') switch
    {
        ["vendor", var id] => (await vendors.FindAsync(id, cancellation))?.Name,
        ["operator", var id] => (await operators.FindAsync(id, cancellation))?.Name ?? (await accounts.FindAsync(id, cancellation))?.FullName,
        _ => null,
    };
}
