using Dispatch.Escalations;
using Dispatch.Ledger;
using Dispatch.Orders;
using Testing;

namespace Dispatch.Tests.Escalations;

/// <summary>What waits for an operator is on one list, and one operator sees to it.</summary>
public sealed class EscalationStories : IAsyncLifetime
{
    private const string Luo = "operator:O1";
    private const string Huang = "operator:O2";

    private static readonly CallerInNeed Caller =
        new("c-1", "guilin", "07735550101", "E1", "王秀英", "桂林市象山区安新南路16号3栋2单元501", "asked", "想问补贴", "phone");

    private RedisServer redis = null!;
    private DeskUnderTest desk = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private EscalationDesk Escalations => desk.Get<EscalationDesk>();

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync();
        desk = await DeskUnderTest.StartAsync(redis.Connection);
    }

    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync();
        await redis.DisposeAsync();
    }

    [Fact]
    public async Task An_order_is_claimed_by_one_of_two_operators_who_press_at_once_and_the_other_sees_who_has_it()
    {
        var number = await EscalateAsync();

        var outcomes = await Task.WhenAll(Escalations.ClaimAsync(number, Luo, Cancellation), Escalations.ClaimAsync(number, Huang, Cancellation));

        var theirs = Assert.Single(outcomes.OfType<ClaimOutcome.Theirs>());
        Assert.Single(outcomes.OfType<ClaimOutcome.Yours>());
        Assert.Equal(theirs.Claim, Assert.Single(await Escalations.OpenAsync(Cancellation)).Claim);
    }

    [Fact]
    public async Task What_was_seen_to_is_off_the_list_and_the_record_says_by_whom_and_how()
    {
        var number = await EscalateAsync();
        Assert.IsType<ClaimOutcome.Yours>(await Escalations.ClaimAsync(number, Luo, Cancellation));

        Assert.IsType<ClaimOutcome.Theirs>(await Escalations.FinishAsync(number, Huang, "打过电话", Cancellation));
        Assert.IsType<ClaimOutcome.Yours>(await Escalations.FinishAsync(number, Luo, "和老人说好了再找一家", Cancellation));

        Assert.Empty(await Escalations.OpenAsync(Cancellation));
        Assert.IsType<ClaimOutcome.Over>(await Escalations.ClaimAsync(number, Huang, Cancellation));
        var events = await desk.Get<EventLedger>().EventsOfAsync("guilin", OrderJson.SubjectOf(number), Cancellation);
        var resumed = Assert.Single(events.Select(OrderJson.Read).OfType<OrderEvent.Resumed>());
        Assert.Equal((Luo, "和老人说好了再找一家"), (resumed.By, resumed.Reason));
    }

    [Fact]
    public async Task An_operator_who_signs_out_leaves_what_they_had_to_the_others()
    {
        var number = await EscalateAsync();
        var missed = await MissAsync();
        await Escalations.ClaimAsync(number, Luo, Cancellation);
        await Escalations.ClaimAsync(missed.Id, Luo, Cancellation);

        await Escalations.ReleaseAllAsync(Luo, Cancellation);

        Assert.IsType<ClaimOutcome.Yours>(await Escalations.ClaimAsync(number, Huang, Cancellation));
        Assert.IsType<ClaimOutcome.Yours>(await Escalations.ClaimAsync(missed.Id, Huang, Cancellation));
    }

    [Fact]
    public async Task An_operator_who_is_away_for_long_has_given_up_what_they_had()
    {
        var missed = await MissAsync();
        await Escalations.ClaimAsync(missed.Id, Luo, Cancellation);
        desk.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.IsType<ClaimOutcome.Theirs>(await Escalations.ClaimAsync(missed.Id, Huang, Cancellation));

        desk.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(Assert.Single(await Escalations.OpenAsync(Cancellation)).Claim);
        Assert.IsType<ClaimOutcome.Yours>(await Escalations.ClaimAsync(missed.Id, Huang, Cancellation));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_before_anybody_answered_is_called_back_by_one_operator()
    {
        var missed = await MissAsync();
        Assert.Equal(Caller, missed.Caller);

        var outcomes = await Task.WhenAll(Escalations.ClaimAsync(missed.Id, Luo, Cancellation), Escalations.ClaimAsync(missed.Id, Huang, Cancellation));
        var theirs = Assert.Single(outcomes.OfType<ClaimOutcome.Theirs>());
        Assert.IsType<ClaimOutcome.Yours>(await Escalations.FinishAsync(missed.Id, theirs.Claim.By, "打回去了，补贴问清楚了", Cancellation));

        Assert.Empty(await Escalations.OpenAsync(Cancellation));
        Assert.IsType<ClaimOutcome.Over>(await Escalations.FinishAsync(missed.Id, theirs.Claim.By, "再打一次", Cancellation));
    }

    [Fact]
    public async Task A_caller_whom_nobody_answered_until_the_ladder_gave_up_is_called_back()
    {
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        await desk.Operator.Rings("有人等人工接听");

        desk.Time.Advance(TimeSpan.FromMinutes(15));

        await MissedAsync();
    }

    [Fact]
    public async Task A_caller_who_was_answered_by_phone_or_at_the_console_is_not_called_back()
    {
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        await (await desk.Operator.Rings("有人等人工接听")).PressesAsync('1');
        await desk.Desk.CallerLeftAsync("c-1", "挂断", Cancellation);
        await desk.Desk.FetchOperatorAsync(Caller with { ConversationId = "c-2" }, Cancellation);
        var ringing = await desk.OtherOperator.Rings("有人等人工接听");
        await desk.Desk.TakeCallerAsync("c-2", "罗晓燕", "19900003001", Cancellation);
        await desk.Desk.CallerLeftAsync("c-2", "挂断", Cancellation);

        Assert.True(ringing.HungUp);
        Assert.Empty(await Escalations.OpenAsync(Cancellation));
    }

    [Fact]
    public async Task Whoever_shows_the_list_hears_that_it_has_changed_on_every_machine()
    {
        await using var other = await DeskUnderTest.StartAsync(redis.Connection, desk.Folder, desk.Time, desk.Carrier);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        other.Get<LedgerNews>().Came += kinds =>
        {
            if (kinds.Contains(MissedCallers.Subjects))
            {
                heard.TrySetResult();
            }
        };

        await MissAsync();

        await heard.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation);
    }

    private async Task<string> EscalateAsync()
    {
        var order = await desk.AcceptAsync();
        Assert.IsType<OrderOutcome.Happened>(await desk.Desk.DoAsync(order.Number, new OrderCommand.Escalate("desk", "complaint"), Cancellation));
        return order.Number;
    }

    private async Task<OpenEscalation.OfCaller> MissAsync()
    {
        await desk.Desk.FetchOperatorAsync(Caller, Cancellation);
        await desk.Operator.Rings("有人等人工接听");
        await desk.Desk.CallerLeftAsync("c-1", "挂断", Cancellation);
        return await MissedAsync();
    }

    private async Task<OpenEscalation.OfCaller> MissedAsync()
    {
        for (var tries = 0; tries < 2400; tries++)
        {
            if ((await Escalations.OpenAsync(Cancellation)).OfType<OpenEscalation.OfCaller>().SingleOrDefault() is { } missed)
            {
                return missed;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, Cancellation);
        }

        throw new TimeoutException("the caller was never missed");
    }
}
