namespace Dispatch.Ledger;

/// <summary>Where the ledger is kept.</summary>
public sealed class LedgerOptions
{
    public const string Section = "Ledger";

    /// <summary>Empty: an SQLite file in <see cref="Folder"/>. <c>Data Source=…</c>: that SQLite file. <c>Host=…</c>: PostgreSQL 15 or later.</summary>
    public string Connection { get; set; } = string.Empty;

    /// <summary>Folder of the SQLite file where <see cref="Connection"/> is empty; Data:Path unless set.</summary>
    public string Folder { get; set; } = string.Empty;

    /// <summary>How many appends share one commit at most.</summary>
    public int GroupLimit { get; set; } = 512;

    /// <summary>How long an append may take before its caller is told that the ledger is unavailable.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(5);

    internal bool IsPostgres => Connection.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    internal bool IsSqlite => Connection.Length == 0 || Connection.Contains("Data Source=", StringComparison.OrdinalIgnoreCase);
}
