using Microsoft.EntityFrameworkCore;

namespace Dispatch.Ledger;

internal sealed class SqliteLedgerContext(DbContextOptions<SqliteLedgerContext> options) : LedgerContext(options);
