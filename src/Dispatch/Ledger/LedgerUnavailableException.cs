namespace Dispatch.Ledger;

/// <summary>The ledger's database cannot be read.</summary>
public sealed class LedgerUnavailableException : Exception
{
    public LedgerUnavailableException()
    {
    }

    public LedgerUnavailableException(string message) : base(message)
    {
    }

    public LedgerUnavailableException(string message, Exception inner) : base(message, inner)
    {
    }
}
