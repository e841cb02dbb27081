using Microsoft.EntityFrameworkCore;

namespace Dispatch.Ledger;

/// <summary>Brings the tables to where this program needs them, when they are first used: a database may be down while the program starts.</summary>
/// <param name="sqliteFile">Null on PostgreSQL.</param>
internal sealed class LedgerTables(LedgerDatabase database, string? sqliteFile) : IDisposable
{
    /// <summary>Any number that nobody else locks in this database: "voicecar" in ASCII.</summary>
    private const long MigrationLock = 0x766f696365636172;

    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile bool isReady;

    public async ValueTask EnsureAsync(CancellationToken cancellation)
    {
        if (isReady)
        {
            return;
        }

        await gate.WaitAsync(cancellation);
        try
        {
            if (!isReady)
            {
                await MigrateAsync(cancellation);
                isReady = true;
            }
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var context = database.Open();
        if (sqliteFile is null)
        {
            await MigrateAloneAsync(context, cancellation);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(sqliteFile))!);
        await using var held = await LockAsync(sqliteFile + ".migrating", cancellation);
        // EF Core leaves its lock table behind when it is killed, and waits for it for ever afterwards; the file lock is ours alone now.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellation);
        await context.Database.MigrateAsync(cancellation);
    }

    /// <summary>EF Core lets go of its own lock between two migrations, and another process that waited for it makes the second one again.</summary>
    private static async Task MigrateAloneAsync(LedgerContext context, CancellationToken cancellation)
    {
        await context.Database.OpenConnectionAsync(cancellation);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellation);
        await context.Database.MigrateAsync(cancellation);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", cancellation);
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(LockPoll, TimeProvider.System, cancellation);
            }
        }
    }
}
