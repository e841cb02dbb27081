using Dispatch.Registry;

namespace VoiceGateway.Console.Calls;

/// <summary>Names of those who call, as far as the register knows them.</summary>
internal sealed class CallerNames(ElderDirectory elders)
{
    private readonly Dictionary<string, string?> names = new(StringComparer.Ordinal);

    /// <summary>The number itself for a stranger.</summary>
    public string this[string phone] => names.GetValueOrDefault(phone) ?? phone;

    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task LearnAsync(IEnumerable<string> phones, CancellationToken cancellation)
    {
        foreach (var phone in phones.Where(phone => !names.ContainsKey(phone)).ToList())
        {
            names[phone] = (await elders.FindByPhoneAsync(phone, cancellation))?.Name;
        }
    }
}
