using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Dispatch.Ledger;

/// <summary>Tells a database that is down from data that it will never take and from a bug.</summary>
internal static class DatabaseFailure
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteTooBig = 18;
    private const int SqliteConstraint = 19;
    private const int SqliteMismatch = 20;
    private const int SqliteError = 1;

    public static bool IsDown(Exception failure) => failure switch
    {
        PostgresException refused => IsDown(refused.SqlState),
        SqliteException refused => refused.SqliteErrorCode is not (SqliteTooBig or SqliteConstraint or SqliteMismatch or SqliteError),
        DbException or TimeoutException or SocketException or IOException => true,
        // EF Core and Npgsql wrap what is transient.
        InvalidOperationException { InnerException: { } inner } => IsDown(inner),
        DbUpdateException { InnerException: { } inner } => IsDown(inner),
        _ => false,
    };

    /// <summary>A connection that died while it was idle says nothing of the database; one that does not answer says enough.</summary>
    public static bool IsWorthAnotherConnection(Exception failure) => IsDown(failure) && !IsTimeout(failure);

    private static bool IsTimeout(Exception failure) =>
        failure is TimeoutException or SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked } || (failure.InnerException is { } inner && IsTimeout(inner));

    /// <summary>Connection, resources, operator's intervention, system, rollback, a role or database that is not there yet: SQLSTATE classes.</summary>
    private static bool IsDown(string sqlState) => IsClass(sqlState, "08", "53", "57", "58", "40", "55", "28", "3D");

    private static bool IsClass(string sqlState, params ReadOnlySpan<string> classes)
    {
        foreach (var one in classes)
        {
            if (sqlState.StartsWith(one, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
