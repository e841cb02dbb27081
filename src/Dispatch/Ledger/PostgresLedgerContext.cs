using Microsoft.EntityFrameworkCore;

namespace Dispatch.Ledger;

internal sealed class PostgresLedgerContext(DbContextOptions<PostgresLedgerContext> options) : LedgerContext(options);
