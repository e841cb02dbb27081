using Dispatch.Accounts;
using Dispatch.Audit;
using Dispatch.Ledger;
using Dispatch.Tests.Ledger;
using Testing;

namespace Dispatch.Tests.Accounts;

public sealed class AccountBookTests(Databases databases)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(Databases.Sqlite), InlineData(Databases.Postgres)]
    public async Task A_name_is_given_out_once_also_to_two_machines_at_once(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind));
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.Get<AccountBook>().OpenAsync(New("luo"), "admin", Cancellation)));
        Assert.Single(tries, isOpen => isOpen);
        Assert.Equal("luo", Assert.Single(await house.Get<AccountBook>().AllAsync(Cancellation)).Name);
    }

    [Theory, InlineData(Databases.Sqlite), InlineData(Databases.Postgres)]
    public async Task Wrong_passwords_lock_an_account_for_a_while_however_many_come_at_once(string kind)
    {
        var clock = new ManualTime(Samples.Now);
        await using var house = new TestLedger(await databases.CreateAsync(kind), clock);
        var book = house.Get<AccountBook>();
        var luo = New("luo");
        await book.OpenAsync(luo, "admin", Cancellation);
        var locks = await Task.WhenAll(Enumerable.Range(0, LockOut.MostFailures).Select(_ => book.FailAsync(luo, Cancellation)));
        Assert.Contains(Samples.Now + LockOut.Lasts, locks);
        Assert.True(LockOut.IsLocked((await book.FindAsync("Luo ", Cancellation))!, clock.GetUtcNow()));

        clock.Advance(LockOut.Lasts);
        var later = (await book.FindAsync("luo", Cancellation))!;
        Assert.False(LockOut.IsLocked(later, clock.GetUtcNow()));
        await house.Get<SessionBook>().BeginAsync(later, "test", Cancellation);
        Assert.Equal((0, null), ((await book.FindAsync("luo", Cancellation))!.Failures, (await book.FindAsync("luo", Cancellation))!.LockedUntil));
    }

    [Theory, InlineData(Databases.Sqlite), InlineData(Databases.Postgres)]
    public async Task A_session_is_over_when_it_is_ended_left_alone_or_its_account_closed(string kind)
    {
        var clock = new ManualTime(Samples.Now);
        await using var house = new TestLedger(await databases.CreateAsync(kind), clock);
        var (book, sessions) = (house.Get<AccountBook>(), house.Get<SessionBook>());
        var luo = New("luo");
        await book.OpenAsync(luo, "admin", Cancellation);
        var here = await sessions.BeginAsync(luo, "here", Cancellation);
        var elsewhere = await sessions.BeginAsync(luo, "elsewhere", Cancellation);
        await sessions.EndAsync("luo", which: null, but: here.Id, "luo", Cancellation);
        Assert.Null(await sessions.FindAsync(elsewhere.Id, Cancellation));
        Assert.Equal(here.Id, Assert.Single(await sessions.OfAccountAsync("luo", Cancellation)).Id);

        clock.Advance(SessionLife.Idle - TimeSpan.FromMinutes(1));
        Assert.NotNull(await sessions.FindAsync(here.Id, Cancellation));
        clock.Advance(SessionLife.Idle - TimeSpan.FromMinutes(1));
        Assert.NotNull(await sessions.FindAsync(here.Id, Cancellation));
        clock.Advance(SessionLife.Idle);
        Assert.Null(await sessions.FindAsync(here.Id, Cancellation));

        var again = await sessions.BeginAsync(luo, "here", Cancellation);
        await book.ChangeAsync("luo", "admin", AuditTrail.AccountClosed, account => account with { IsClosed = true }, Cancellation);
        Assert.Null(await sessions.FindAsync(again.Id, Cancellation));
    }

    [Theory, InlineData(Databases.Sqlite), InlineData(Databases.Postgres)]
    public async Task What_was_looked_at_is_found_by_person_and_by_record_and_stands_in_a_chain_that_proves_itself(string kind)
    {
        await using var house = new TestLedger(await databases.CreateAsync(kind));
        var trail = house.Get<AuditTrail>();
        await trail.NoteAsync("luo", AuditTrail.Viewed, "elder:E001", null, Cancellation);
        await trail.NoteAsync("huang", AuditTrail.Viewed, "elder:E001", null, Cancellation);
        await trail.NoteAsync("luo", AuditTrail.Searched, "search", "王秀英", Cancellation);

        Assert.Equal(["search", "elder:E001"], (await trail.LatestAsync("luo", null, null, 10, Cancellation)).Select(entry => entry.Record));
        var seen = await trail.LatestAsync(null, "elder:E001", null, 10, Cancellation);
        Assert.Equal(["huang", "luo"], seen.Select(entry => entry.By));
        Assert.Equal("luo", Assert.Single(await trail.LatestAsync(null, "elder:E001", seen[0].Sequence, 10, Cancellation)).By);
        Assert.Equal("王秀英", (await trail.LatestAsync(null, null, null, 1, Cancellation))[0].Detail);
        var report = Assert.Single(await house.Get<ChainAudit>().RunAsync([], Cancellation), report => report.Region == AuditTrail.Chain);
        Assert.Empty(report.Faults);
        Assert.Equal(3, report.Count);
    }

    private static Account New(string name) =>
        new() { Name = name, FullName = "罗晓燕", Role = AccountRole.Operator, PasswordHash = "hash", OpenedAt = Samples.Now };
}
