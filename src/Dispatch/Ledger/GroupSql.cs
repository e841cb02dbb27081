using System.Data.Common;

namespace Dispatch.Ledger;

/// <summary>What the group commits of both databases write alike.</summary>
internal static class GroupSql
{
    public const string EventColumns =
        "region, sequence, event_id, subject_kind, subject_id, subject_version, type, payload, at, previous_hash, hash";

    public const string OrderColumns =
        "number, region, elder_key, elder_phone, service, state, is_ended, lane, window_from, accepted_at, vendor_id, rating, series, version, document";

    public const string OnKnownChain = "ON CONFLICT (region) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash";

    public const string OnKnownOrder =
        """
        ON CONFLICT (number) DO UPDATE SET state = excluded.state, is_ended = excluded.is_ended, lane = excluded.lane,
            window_from = excluded.window_from, vendor_id = excluded.vendor_id, rating = excluded.rating, version = excluded.version, document = excluded.document
        """;

    public const string AskedColumns = "vendor_id, number";

    /// <summary>Reads a row of <see cref="EventColumns"/>.</summary>
    public static LedgerEvent ReadEvent(DbDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.GetString(2),
        new Subject(row.GetString(3), row.GetString(4)),
        row.GetInt64(5),
        row.GetString(6),
        row.GetString(7),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)),
        row.GetString(9),
        row.GetString(10));
}
