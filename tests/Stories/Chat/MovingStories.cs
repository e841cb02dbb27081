using Dispatch.Queue;
using VoiceGateway.Chat.Linking;
using static Stories.TownspeopleOfGuilin;

namespace Stories.Chat;

/// <summary>One wish through several doors.</summary>
public sealed class MovingStories
{
    [Fact]
    public Task A_wish_begun_on_the_phone_is_finished_in_a_chat() => Town.TellAsync(async town =>
    {
        await using (var phone = await town.CallFromAsync(GrandmaWang))
        {
            await phone.HearsAsync("您好");
            await phone.SaysAsync("我想打扫卫生");
            await phone.HearsAsync("哪天");
            await phone.HangsUpAsync();
        }

        // The hotline hears of it a moment later.
        await Patience.UntilAsync(
            town.Clock,
            async () => await town.Inside<StateShelf>().TakeAsync("conversation:left-by-E001", CancellationToken.None) is var (state, _) ? state : null,
            () => "what was spoken of is not kept");

        await using var client = await DirectLineClient.ConnectAsync(town);
        await client.HearsAsync("绑定码");
        await client.SaysAsync(await town.Inside<LinkCodes>().IssueAsync(GrandmaWangMobile, CancellationToken.None));
        await client.HearsAsync("打扫卫生", "接着订吗");
        await client.SaysAsync("对");
        await client.HearsAsync("哪天几点");
        await client.SaysAsync("明天下午三点");
        await client.HearsAsync("明天", "下午三点", "对不对");
        await client.SaysAsync("对");
        await client.HearsAsync("上门核验码");
        await town.Inboxes.SomebodyGetsAsync("打扫");
    });
}
