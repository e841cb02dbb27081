using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Dispatch.Ledger;

/// <summary>The one place that knows which database holds the ledger.</summary>
internal sealed class LedgerDatabase : IAsyncDisposable
{
    private readonly LedgerTables tables;
    private readonly DbContextOptions<SqliteLedgerContext>? sqlite;
    private readonly DbContextOptions<PostgresLedgerContext>? postgres;
    private readonly string? sqliteFile;

    public LedgerDatabase(IOptions<LedgerOptions> options)
    {
        var settings = options.Value;
        if (settings.IsPostgres)
        {
            ConnectionString = WithDeadlines(settings);
            postgres = new DbContextOptionsBuilder<PostgresLedgerContext>().UseNpgsql(ConnectionString).Options;
        }
        else
        {
            ConnectionString = FileOf(settings);
            sqliteFile = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
            sqlite = new DbContextOptionsBuilder<SqliteLedgerContext>().UseSqlite(ConnectionString).Options;
        }

        tables = new LedgerTables(this, sqliteFile);
    }

    public string ConnectionString { get; }

    public bool IsPostgres => postgres is not null;

    /// <summary>For people: which database, without its password.</summary>
    public string Name => IsPostgres
        ? $"PostgreSQL at {new NpgsqlConnectionStringBuilder(ConnectionString).Host}"
        : $"SQLite file {sqliteFile}";

    public LedgerContext Open() =>
        postgres is not null ? new PostgresLedgerContext(postgres) : new SqliteLedgerContext(sqlite!);

    public IGroupStore OpenGroupStore() =>
        IsPostgres ? new PostgresGroupStore(this) : new SqliteGroupStore(this);

    /// <summary>Makes or updates the tables, once.</summary>
    public ValueTask EnsureReadyAsync(CancellationToken cancellation) => tables.EnsureAsync(cancellation);

    /// <summary>Reads, or does what may be done twice; a database that is down is said in one kind of exception, whichever it is.</summary>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<T> ReadAsync<T>(Func<LedgerContext, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            try
            {
                return await ReadOnceAsync(read, cancellation);
            }
            catch (Exception failure) when (DatabaseFailure.IsWorthAnotherConnection(failure))
            {
                DropIdleConnections();
                return await ReadOnceAsync(read, cancellation);
            }
        }
        catch (Exception failure) when (DatabaseFailure.IsDown(failure))
        {
            throw new LedgerUnavailableException($"the ledger cannot be read: {failure.Message}", failure);
        }
    }

    public ValueTask DisposeAsync()
    {
        tables.Dispose();
        DropIdleConnections();
        return ValueTask.CompletedTask;
    }

    private async Task<T> ReadOnceAsync<T>(Func<LedgerContext, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        await EnsureReadyAsync(cancellation);
        await using var context = Open();
        return await read(context, cancellation);
    }

    private void DropIdleConnections()
    {
        if (IsPostgres)
        {
            using var connection = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(connection);
        }
        else
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }
    }

    private static string FileOf(LedgerOptions settings)
    {
        var given = settings.Connection.Length > 0 ? settings.Connection : $"Data Source={Path.Combine(settings.Folder, "ledger.db")}";
        return new SqliteConnectionStringBuilder(given) { DefaultTimeout = SecondsOf(settings.Deadline) }.ToString();
    }

    private static int SecondsOf(TimeSpan deadline) => Math.Max(1, (int)deadline.TotalSeconds);

    /// <summary>A server that hangs must not hold a caller longer than the deadline; what the setting says itself is kept.</summary>
    private static string WithDeadlines(LedgerOptions settings)
    {
        var seconds = SecondsOf(settings.Deadline);
        var given = new DbConnectionStringBuilder { ConnectionString = settings.Connection };
        var connection = new NpgsqlConnectionStringBuilder(settings.Connection);
        SetUnlessGiven("Timeout", () => connection.Timeout = seconds);
        SetUnlessGiven("Command Timeout", () => connection.CommandTimeout = seconds);
        SetUnlessGiven("Max Auto Prepare", () => connection.MaxAutoPrepare = 50);
        SetUnlessGiven("Auto Prepare Min Usages", () => connection.AutoPrepareMinUsages = 2);
        return connection.ToString();

        void SetUnlessGiven(string keyword, Action set)
        {
            if (!given.ContainsKey(keyword))
            {
                set();
            }
        }
    }
}
