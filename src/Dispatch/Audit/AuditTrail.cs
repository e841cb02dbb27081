using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Dispatch.Ledger;

namespace Dispatch.Audit;

/// <summary>
/// Who looked at which record, and what was done to accounts: events of the ledger in a chain of their own, so that none can be altered
/// or taken out unseen. Noted first, shown afterwards.
/// </summary>
public sealed class AuditTrail
{
    /// <summary>Among the regions' chains.</summary>
    public const string Chain = "console";

    public const string Viewed = "record.viewed";
    public const string Searched = "record.searched";
    public const string ElderChanged = "elder.changed";
    public const string RosterChanged = "roster.changed";
    public const string SignedIn = "account.signed-in";
    public const string SignedOut = "account.signed-out";
    public const string SignInFailed = "account.sign-in-failed";
    public const string LockedOut = "account.locked-out";
    public const string AccountOpened = "account.opened";
    public const string AccountChanged = "account.changed";
    public const string AccountClosed = "account.closed";
    public const string PasswordChosen = "account.password-chosen";
    public const string PasswordReset = "account.password-reset";
    public const string ScreenCodeGiven = "screen.code-given";
    public const string ScreenPaired = "screen.paired";
    public const string ScreenRevoked = "screen.revoked";

    private const string Kind = "console";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly EventLedger ledger;
    private readonly TimeProvider time;

    internal AuditTrail(EventLedger ledger, TimeProvider time)
    {
        this.ledger = ledger;
        this.time = time;
    }

    /// <summary>Returns after the entry is committed.</summary>
    /// <param name="record">elder:E001, order:G261122-0042, …</param>
    /// <exception cref="LedgerUnavailableException">It is not on the record: nothing may be shown.</exception>
    public async Task NoteAsync(string by, string what, string record, string? detail, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var entry = new NewEvent(
            Guid.CreateVersion7(now).ToString("N"), new Subject(Kind, record), null, what, JsonSerializer.Serialize(new Payload(by, detail), Json), now);
        if (await ledger.AppendAsync(Chain, [entry], cancellation) is not AppendOutcome.Appended)
        {
            throw new LedgerUnavailableException("what is looked at at the console cannot be put on the record");
        }
    }

    /// <summary>The newest entries, newest first.</summary>
    /// <param name="by">Only those of one account; null for all.</param>
    /// <param name="record">Only those about one record; null for all.</param>
    /// <param name="before">Only entries before this place in the chain; null for the end.</param>
    /// <exception cref="LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<AuditEntry>> LatestAsync(string? by, string? record, long? before, int atMost, CancellationToken cancellation)
    {
        // A name has no quotes and no wildcards: accounts are opened with letters, digits, dots and dashes only.
        var words = by is null ? null : $"{{\"by\":\"{by}\",";
        var events = await ledger.LatestAsync(Chain, record, words, before ?? long.MaxValue, atMost, cancellation);
        return [.. events.Select(Read)];
    }

    private static AuditEntry Read(LedgerEvent stored)
    {
        var payload = JsonSerializer.Deserialize<Payload>(stored.Payload, Json)!;
        return new AuditEntry(stored.Sequence, stored.At, payload.By, stored.Type, stored.Subject.Id, payload.Detail);
    }

    private sealed record Payload(string By, string? Detail);
}
