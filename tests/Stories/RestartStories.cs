using VoiceGateway.Calls;
using static Stories.TownspeopleOfGuilin;

namespace Stories;

/// <summary>The hotline goes down in the middle of things and comes back: what was promised is kept, and nothing is done twice.</summary>
public sealed class RestartStories
{
    /// <summary>A host waits for open lines to end before it cuts them, half a minute unless told.</summary>
    private const string CutsLines = "--shutdownTimeoutSeconds=1";

    [Fact]
    public Task An_offer_made_before_a_restart_can_be_taken_after_it() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var offer = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.RestartAsync();
        await town.Inboxes.WritesAsync(offer.Phone, "接");
        await town.Inboxes.GetsAsync(offer.Phone, "归您");
        await town.Inboxes.GetsAsync(GrandmaWangMobile, "安排好了");
    });

    [Fact]
    public Task An_order_is_offered_though_the_hotline_went_down_and_Redis_lost_everything() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var first = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.StopAsync();
        await town.Redis.WipeAsync();
        await town.StartAsync();
        await town.Inboxes.WritesAsync(first.Phone, "不接");
        await town.Inboxes.GetsAsync(first.Phone, "知道了");
        var second = await town.Inboxes.SomebodyGetsAsync("接单回1");
        Assert.NotEqual(first.Phone, second.Phone);
    });

    [Fact]
    public Task A_deadline_that_passed_while_the_hotline_was_down_is_kept_when_it_is_back() => Town.TellAsync(async town =>
    {
        await town.OrdersCleaningAsync(GrandmaWang);
        var first = await town.Inboxes.SomebodyGetsAsync("接单回1");
        await town.StopAsync();
        town.Clock.Advance(TimeSpan.FromMinutes(90));
        await town.StartAsync();
        var second = await town.Inboxes.SomebodyGetsAsync("接单回1");
        Assert.NotEqual(first.Phone, second.Phone);
    });

    [Fact]
    public Task A_wish_that_was_not_confirmed_before_the_line_was_cut_is_no_order() => Town.TellAsync(async town =>
    {
        await using (var phone = await town.CallFromAsync(GrandmaWang))
        {
            await phone.HearsAsync("您好");
            await phone.SaysAsync("明天下午三点请人来打扫卫生");
            await phone.HearsAsync("对不对");
            await town.StopAsync();
        }

        await town.StartAsync();
        await town.PassAsync(TimeSpan.FromMinutes(5));
        await town.Inboxes.HaveNothingUnexpectedAsync();
    }, CutsLines);

    [Fact]
    public Task An_elder_who_asked_to_be_spoken_to_slowly_is_so_after_a_restart_too() => Town.TellAsync(async town =>
    {
        await using (var phone = await town.CallFromAsync(GrandmaWang))
        {
            await phone.HearsAsync("您好");
            await phone.SaysAsync("你讲慢一点");
            await phone.HearsAsync("慢一点说");
            await phone.HangsUpAsync();
        }

        await Patience.UntilAsync(town.Clock, async () => await HabitsAsync(town) is { SpokenTo.Rate: < 0.9 } learnt ? learnt : null, () => "The habit was not kept");
        await town.RestartAsync();

        Assert.Equal(0.75, (await HabitsAsync(town)).SpokenTo.Rate);
    });

    private static Task<CallerHabits> HabitsAsync(Town town) => town.Inside<ICallerHabits>().RecallAsync(GrandmaWang, CancellationToken.None);
}
