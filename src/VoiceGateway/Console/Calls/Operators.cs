using Dispatch.Registry;
using VoiceGateway.Calls.Live;
using VoiceGateway.Console.SignIn;

namespace VoiceGateway.Console.Calls;

/// <summary>Whose phone is rung for somebody at the console.</summary>
internal sealed class Operators(OperatorDirectory directory)
{
    /// <returns>Null for an account without a phone in the register.</returns>
    /// <exception cref="Dispatch.Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<LivePerson?> FindAsync(Person person, CancellationToken cancellation) =>
        await directory.FindAsync(person.OperatorId, cancellation) is { } known ? new LivePerson(person.By, person.FullName, known.Phone) : null;
}
