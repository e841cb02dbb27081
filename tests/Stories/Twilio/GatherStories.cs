using DialogBot;
using Dispatch;
using Dispatch.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Testing.Twilio;
using VoiceGateway.Calls.Live;
using VoiceGateway.Joints;
using static Stories.Twilio.TwilioPeople;

namespace Stories.Twilio;

/// <summary>Calls that Twilio hears and speaks for us, a webhook a turn.</summary>
public sealed class GatherStories
{
    private const string Gather = "--Twilio:Mode=Gather";

    [Fact]
    public Task A_wish_becomes_an_order_that_a_vendor_takes_by_phone_with_a_key() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        Assert.Equal("cmn-Hans-CN", call.Gather!.Attribute("language")!.Value);
        call.Says("我家里想请人打扫一下");
        await call.HearsAsync("打扫卫生", "哪天");
        call.Says("明天下午三点");
        await call.HearsAsync("打扫卫生", "明天", "下午三点", "对不对");
        call.Presses('1');
        await call.HearsAsync("订好了", "上门核验码");
        call.Says("没有了");
        await call.HearsAsync("再见");
        await town.UntilAsync(() => call.IsOver, "nobody hung up");

        var offer = await town.SomebodyGetsMessageAsync("打扫卫生", "接单回1");
        await town.Twilio.ReportAsync(offer, "undelivered", "30006");
        var vendor = await town.PicksUpAsync(offer.Field("To"));
        await vendor.HearsAsync("打扫卫生", "接单请按");
        vendor.Presses('1');
        await vendor.HearsAsync("收到了");
        await town.GetsMessageAsync(GrandmaWangMobile, "安排好了");
        await town.GetsMessageAsync(offer.Field("To"), "归您");
    }, Gather);

    [Theory]
    [InlineData('2', "\"key\":\"1\",\"then\":\"2\"")]
    [InlineData(null, "\"key\":\"1\"}")]
    public Task A_second_question_is_asked_after_a_key_and_whoever_hangs_up_then_has_given_the_first_answer(char? then, string recorded) => TwilioTown.TellAsync(async town =>
    {
        var call = new OutgoingCall("tell/guilin/0/follow-up/G1/0", "19900001001", "做得好不好？满意请按1。", "12", null, null, TimeSpan.FromSeconds(30))
        {
            Then = new KeyQuestion("1", "收的就是说好的价钱，请按1。多收了，请按2。", "12"),
        };
        Assert.True(await town.Inside<IPhoneLine>().CallAsync(call, TestContext.Current.CancellationToken));
        var elder = await town.PicksUpAsync(GrandmaWangMobile);
        await elder.HearsAsync("满意请按");
        elder.Presses('1');
        await elder.HearsAsync("多收了，请按");
        if (then is { } key)
        {
            elder.Presses(key);
            await elder.HearsAsync("收到了");
        }
        else
        {
            await elder.HangUpAsync();
        }

        var ledger = town.Inside<EventLedger>();
        IReadOnlyList<LedgerEvent> heard = [];
        for (var tries = 0; heard.Count == 0 && tries < 200; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            heard = await ledger.EventsSinceAsync("guilin", 0, 10, "message", TestContext.Current.CancellationToken);
        }

        Assert.Contains(recorded, Assert.Single(heard).Payload, StringComparison.Ordinal);
    }, Gather);

    [Fact]
    public Task A_turn_that_Twilio_sends_three_times_is_answered_once() => TwilioTown.TellAsync(async town =>
    {
        town.Twilio.Deliveries = 3;
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        call.Says("明天下午三点请人来打扫卫生");
        await call.HearsAsync("对不对");
        call.Says("对");
        await call.HearsAsync("上门核验码");
        call.Says("没有了");
        await call.HearsAsync("再见");
        var offer = await town.SomebodyGetsMessageAsync("接单回1");
        await town.Twilio.WriteAsync(offer.Field("To"), "接");
        await town.GetsMessageAsync(GrandmaWangMobile, "安排好了");
        Assert.Single(town.Twilio.Messages, message => message.Field("To") == GrandmaWangMobile);
    }, Gather);

    [Fact]
    public async Task An_answer_that_takes_long_is_waited_for_with_a_word_and_then_given()
    {
        var placed = new TaskCompletionSource();
        await TwilioTown.TellAsync(async town =>
        {
            var call = town.Twilio.Dial(GrandmaWang);
            await call.HearsAsync("王奶奶，您好");
            call.Says("明天下午三点请人来打扫卫生");
            await call.HearsAsync("对不对");
            call.Says("对");
            await town.UntilAsync(() => call.Said.Contains("请稍等", StringComparison.Ordinal), "nothing was said while the caller waited");
            await town.UntilAsync(() => call.Said.Contains("请再等一下", StringComparison.Ordinal), "nothing was said while the caller waited longer");
            placed.SetResult();
            await call.HearsAsync("请稍等", "订好了", "上门核验码");
            await call.HangUpAsync();
            await town.SomebodyGetsMessageAsync("接单回1");
        }, services => SlowDown(services, placed.Task), Gather, "--Twilio:Budget=00:00:01");
    }

    [Fact]
    public Task A_caller_whose_answer_no_machine_knows_of_any_more_is_put_through_to_a_person() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        var (_, body) = await town.Twilio.PostAsync(
            $"{FakeTwilio.PublicUrl}/twilio/gather/wait?turn=7&times=1",
            new() { ["CallSid"] = call.Sid, ["From"] = GrandmaWang, ["To"] = FakeTwilio.Number });
        Assert.Contains("转给工作人员", body, StringComparison.Ordinal);
        var person = await town.PicksUpAsync(OperatorLuo);
        await person.HearsAsync("接听请按");
        await call.HangUpAsync();
        await person.HangUpAsync();
    }, Gather);

    [Fact]
    public Task An_operator_hears_who_waits_presses_the_key_and_meets_the_caller_in_a_conference() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        call.Says("我要人工");
        await call.HearsAsync("人工");
        var person = await town.PicksUpAsync(OperatorLuo);
        await person.HearsAsync("王秀英", "接听请按");
        person.Presses('7');
        await person.HearsAsync("没有这个按键");
        person.Presses('1');
        await person.HearsAsync();
        Assert.Equal(call.Sid, person.Conference);
        await call.HearsAsync("工作人员已经接通了");
        Assert.Equal(call.Sid, call.Conference);
        await town.GetsMessageAsync(OperatorHuang, "已有人接手");

        await person.HangUpAsync();
        await call.HearsAsync("工作人员已经挂断了");
        await town.UntilAsync(() => call.IsOver, "nobody hung up");
    }, Gather);

    [Fact]
    public Task An_operator_at_the_console_reads_a_call_as_it_goes_on_and_takes_it_over() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        call.Says("明天请人来打扫卫生");
        await call.HearsAsync("几点");
        var desk = town.Inside<LiveDesk>();
        var seen = await town.UntilAsync(() => desk.Calls.SingleOrDefault(), "the call is not seen");
        Assert.Equal(("07735550101", false), (seen.Phone, seen.CanPrompt));
        await town.UntilAsync(
            () => desk.WordsOf(call.Sid) is [{ Who: "bot" }, { Who: "caller", Text: "明天请人来打扫卫生", Final: true }, { Who: "bot" } last] && last.Text.Contains("几点", StringComparison.Ordinal),
            "what was said is not seen");

        var luo = new LivePerson("operator:O01", "罗晓燕", "19900003001");
        Assert.Equal(TakeOverOutcome.Done, await desk.TakeOverAsync(call.Sid, luo, CancellationToken.None));
        var person = await town.PicksUpAsync(OperatorLuo);
        await person.HearsAsync("接管");
        person.Presses('1');
        await person.HearsAsync();
        Assert.Equal(call.Sid, person.Conference);
        await call.HearsAsync("工作人员已经接通了");
        await town.UntilAsync(() => desk.Find(call.Sid) is { With: "19900003001", State: "bridged", TakenBy.Name: "罗晓燕" }, "nobody sees who has the caller");
        Assert.Equal(TakeOverOutcome.Taken, await desk.TakeOverAsync(call.Sid, luo with { By = "operator:O02" }, CancellationToken.None));

        await person.HangUpAsync();
        await call.HearsAsync("还有别的事吗");
        await town.UntilAsync(() => desk.Find(call.Sid) is { With: null, TakenBy: null }, "the caller is still somebody's");
        call.Says("没有了");
        await call.HearsAsync("再见");
        await town.UntilAsync(() => desk.Calls.Count == 0, "the call is still seen");
    }, Gather);

    [Fact]
    public Task A_second_operator_hears_that_somebody_is_there_already() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        call.Says("救命，我摔倒了起不来");
        await call.HearsAsync("动");
        var first = await town.PicksUpAsync(OperatorLuo);
        await first.HearsAsync("王秀英");
        var second = await town.PicksUpAsync(OperatorHuang);
        await second.HearsAsync("王秀英");
        // The desk's word that the others may hang up is late.
        town.Twilio.Refuses = request => request.Resource == $"Calls/{second.Sid}" ? new TwilioRefusal(500, 20500) : null;
        first.Presses('1');
        await first.HearsAsync();
        second.Presses('1');
        await second.HearsAsync("已经有同事接听");
        await call.HearsAsync("工作人员已经接通了");

        await first.HangUpAsync();
        // A rescuer whose line breaks does not leave the caller alone.
        await call.HearsAsync();
        Assert.NotNull(call.Gather);
        await call.HangUpAsync();
    }, Gather);

    [Fact]
    public Task Danger_is_heard_before_the_sentence_ends() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        await call.BeginsToSayAsync("救命我摔倒了");
        var person = await town.PicksUpAsync(OperatorLuo);
        await person.HearsAsync("紧急报警", "王秀英");
        await town.GetsMessageAsync(OperatorHuang, "紧急");
        person.Presses('1');
        await person.HearsAsync();
        await call.HearsAsync("工作人员已经接通了");
        await call.HangUpAsync();
        await person.HearsAsync("对方已经挂断电话了");
    }, Gather);

    [Fact]
    public Task A_voicemail_that_talks_takes_no_order() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        call.Says("我要人工");
        await call.HearsAsync("人工");
        var machine = await town.PicksUpAsync(OperatorLuo);
        for (var times = 0; times < 3; times++)
        {
            await machine.HearsAsync("接听请按");
            machine.Says("您好，我现在不方便接听，请留言，是的，好的，一");
        }

        await machine.HearsAsync("再见");
        Assert.Null(call.Conference);
        await call.HangUpAsync();
    }, Gather);

    [Fact]
    public Task A_caller_who_says_nothing_is_prompted_and_then_a_person_is_fetched() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        call.StaysSilent();
        await call.HearsAsync("您还在吗");
        call.StaysSilent();
        await call.HearsAsync();
        call.StaysSilent();
        await call.HearsAsync("我请人来看看");
        var person = await town.PicksUpAsync(OperatorLuo);
        await person.HearsAsync("王秀英");
        await call.HangUpAsync();
        await person.HangUpAsync();
    }, Gather);

    [Fact]
    public Task A_call_goes_on_where_it_was_after_the_hotline_was_started_again() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await call.HearsAsync("王奶奶，您好");
        call.Says("明天下午三点请人来打扫卫生");
        await call.HearsAsync("对不对");
        await town.StopAsync();
        await town.StartAsync();
        call.Says("对");
        await call.HearsAsync("订好了", "上门核验码");
        await call.HangUpAsync();
        await town.SomebodyGetsMessageAsync("接单回1");
    }, Gather);

    private static void SlowDown(IServiceCollection services, Task placed) =>
        services.Replace(ServiceDescriptor.Singleton<IOrderDesk>(provider => new SlowDesk(ActivatorUtilities.CreateInstance<DeskOrders>(provider), placed)));

    /// <summary>A desk that takes its time to take an order.</summary>
    private sealed class SlowDesk(IOrderDesk desk, Task placed) : IOrderDesk
    {
        public async Task<PlaceOutcome> PlaceAsync(OrderRequest request, CancellationToken cancellation)
        {
            await placed.WaitAsync(cancellation);
            return await desk.PlaceAsync(request, cancellation);
        }

        public Task<IReadOnlyList<KnownOrder>> FindOrdersAsync(Caller caller, CancellationToken cancellation) => desk.FindOrdersAsync(caller, cancellation);

        public Task<CancelOutcome> CancelAsync(string orderNumber, CancellationToken cancellation) => desk.CancelAsync(orderNumber, cancellation);

        public Task<CancelOutcome> EndSeriesAsync(string orderNumber, CancellationToken cancellation) => desk.EndSeriesAsync(orderNumber, cancellation);

        public Task<ChangeOutcome> ChangeAsync(string orderNumber, DateTimeOffset from, CancellationToken cancellation) => desk.ChangeAsync(orderNumber, from, cancellation);
    }
}
