using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Dispatch.Ledger;

/// <summary>
/// What <c>dotnet ef migrations add</c> is given; no database is opened. The migrations of the two contexts live in
/// Ledger/Migrations/Sqlite and Ledger/Migrations/Postgres.
/// </summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteLedgerContext>, IDesignTimeDbContextFactory<PostgresLedgerContext>
{
    SqliteLedgerContext IDesignTimeDbContextFactory<SqliteLedgerContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLedgerContext>().UseSqlite("Data Source=:memory:").Options);

    PostgresLedgerContext IDesignTimeDbContextFactory<PostgresLedgerContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresLedgerContext>().UseNpgsql("Host=localhost").Options);
}
