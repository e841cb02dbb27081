using Dispatch;
using VoiceGateway.Calls;

namespace VoiceGateway.Tests.Calls;

public sealed class OutgoingCallTests : IAsyncLifetime
{
    private const string Vendor = "13978210101";

    private readonly CallLines lines = new Phrasebook(Path.Combine(AppContext.BaseDirectory, "prompts")).In(Phrasebook.Mandarin);
    private LineHouse house = null!;

    public async ValueTask InitializeAsync() => house = await LineHouse.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task An_answered_call_says_its_text_and_reports_the_key_that_is_pressed()
    {
        await CallAsync(Offer("c1"));
        await using var phone = await Telephone.DialAsync(house, from: "12349", call: "c1");
        await house.UntilAsync(() => phone.Said("bot").Contains("打扫卫生。", StringComparison.Ordinal));

        await phone.PressAsync('1');
        await house.UntilAsync(() => phone.IsOver);

        Assert.Equal(new CallReport("c1", CallEnding.Answered, '1'), Assert.Single(house.Town.Reports));
        Assert.EndsWith(lines.KeyTaken, phone.Said("bot"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_stops_the_voice()
    {
        await CallAsync(Offer("c1"));
        await using var phone = await Telephone.DialAsync(house, from: "12349", call: "c1");
        await house.UntilAsync(() => phone.Sound > 0);

        await phone.PressAsync('2');
        await house.UntilAsync(() => phone.IsOver);

        Assert.Equal(1, phone.Count("clear"));
    }

    [Fact]
    public async Task Nothing_but_one_of_its_keys_is_an_answer()
    {
        await CallAsync(Offer("c1"));
        await using var phone = await Telephone.DialAsync(house, from: "12349", call: "c1");
        await house.UntilAsync(() => phone.Sound > 0);
        await phone.PressAsync('7');
        await phone.TypeAsync("喂，你好");
        await phone.SpeakAsync(1000);

        await house.UntilAsync(() => phone.IsOver);

        Assert.Equal(new CallReport("c1", CallEnding.Answered, null), Assert.Single(house.Town.Reports));
        Assert.Equal(3, phone.Said("bot").Split("打扫卫生。").Length - 1);
    }

    [Fact]
    public async Task Who_hangs_up_in_the_middle_has_answered_nothing()
    {
        await CallAsync(Offer("c1"));
        await using var phone = await Telephone.DialAsync(house, from: "12349", call: "c1");
        await house.UntilAsync(() => phone.Sound > 0);

        await phone.HangUpAsync();
        await house.UntilAsync(() => !house.Town.Reports.IsEmpty);

        Assert.Equal(new CallReport("c1", CallEnding.Answered, null), Assert.Single(house.Town.Reports));
    }

    [Theory]
    [InlineData('1', '2')]
    [InlineData('1', null)]
    [InlineData('2', null)]
    public async Task A_second_question_is_asked_after_its_keys_and_both_answers_are_one_report(char key, char? then)
    {
        await CallAsync(Offer("c1") with { Then = new KeyQuestion("1", "收的就是说好的价钱吗？", "12") });
        await using var phone = await Telephone.DialAsync(house, from: "12349", call: "c1");
        await house.UntilAsync(() => phone.Said("bot").Contains("打扫卫生。", StringComparison.Ordinal));
        await phone.PressAsync(key);
        if (key == '1')
        {
            await house.UntilAsync(() => phone.Said("bot").Contains("说好的价钱", StringComparison.Ordinal));
            await (then is { } answer ? phone.PressAsync(answer) : phone.HangUpAsync());
        }

        await house.UntilAsync(() => !house.Town.Reports.IsEmpty);

        Assert.Equal(new CallReport("c1", CallEnding.Answered, key) { Then = then }, Assert.Single(house.Town.Reports));
    }

    [Fact]
    public async Task A_phone_that_nobody_picks_up_is_reported_when_it_has_rung_long_enough()
    {
        await CallAsync(Offer("c1"));
        Assert.Equal("c1", Assert.Single(house.PhoneLine.Ringing).Id);
        var since = house.Time.GetUtcNow();

        await house.UntilAsync(() => !house.Town.Reports.IsEmpty);

        Assert.Equal(new CallReport("c1", CallEnding.NoAnswer, null), Assert.Single(house.Town.Reports));
        Assert.True(house.Time.GetUtcNow() - since >= TimeSpan.FromSeconds(20));
        await house.UntilAsync(() => !house.PhoneLine.Ringing.Any());
    }

    [Fact]
    public async Task Who_declines_is_busy()
    {
        await CallAsync(Offer("c1"));

        await house.PhoneLine.DeclineAsync("c1", CancellationToken.None);

        Assert.Equal(new CallReport("c1", CallEnding.Busy, null), Assert.Single(house.Town.Reports));
        await house.UntilAsync(() => !house.PhoneLine.Ringing.Any());
    }

    [Fact]
    public async Task The_same_call_asked_for_twice_rings_once()
    {
        await CallAsync(Offer("c1"));
        await CallAsync(Offer("c1"));
        await house.UntilAsync(() => !house.Town.Reports.IsEmpty);
        await CallAsync(Offer("c1"));

        Assert.Empty(house.PhoneLine.Ringing);
        Assert.Single(house.Town.Reports);
    }

    [Fact]
    public async Task A_call_that_the_desk_gives_up_stops_ringing_and_cannot_be_picked_up()
    {
        await CallAsync(Offer("c1"));
        await house.PhoneLine.HangUpAsync("c1", CancellationToken.None);
        await using var phone = await Telephone.DialAsync(house, from: "12349", call: "c1");

        await house.UntilAsync(() => phone.IsOver);

        Assert.Empty(phone.Said("bot"));
        Assert.Empty(house.Town.Reports);
    }

    [Fact]
    public async Task Only_the_first_of_two_phones_gets_the_call()
    {
        await CallAsync(Offer("c1"));
        await using var first = await Telephone.DialAsync(house, from: "12349", call: "c1");
        await house.UntilAsync(() => first.Sound > 0);
        await using var second = await Telephone.DialAsync(house, from: "12349", call: "c1");

        await house.UntilAsync(() => second.IsOver);

        Assert.False(first.IsOver);
    }

    [Fact]
    public async Task An_operator_who_presses_the_key_talks_with_the_waiting_caller()
    {
        await using var caller = await WaitingCallerAsync();
        await using var person = await AnswerAsync("c1", caller.Sid);
        await person.PressAsync('1');
        await house.UntilAsync(() => caller.State == "bridged" && person.State == "bridged");
        Assert.Equal(new CallReport("c1", CallEnding.Answered, '1'), Assert.Single(house.Town.Reports));
        var (toCaller, toPerson) = (caller.Sound, person.Sound);

        await person.SpeakAsync(500);
        await caller.SpeakAsync(300);
        await person.TypeAsync("我是接线员小李");
        await house.UntilAsync(() => caller.Said("operator") == "我是接线员小李" && person.Sound >= toPerson + 300);

        Assert.Equal(toCaller + 500, caller.Sound);
        Assert.Equal(toPerson + 300, person.Sound);
    }

    [Fact]
    public async Task When_the_operator_hangs_up_the_caller_is_told_and_the_call_ends()
    {
        await using var caller = await WaitingCallerAsync();
        await using var person = await AnswerAsync("c1", caller.Sid);
        await person.PressAsync('1');
        await house.UntilAsync(() => caller.State == "bridged");

        await person.HangUpAsync();
        await house.UntilAsync(() => caller.IsOver);

        Assert.EndsWith(lines.OperatorLeft, caller.Said("bot"), StringComparison.Ordinal);
        Assert.True(caller.Ended.GetProperty("normal").GetBoolean());
        Assert.Empty(house.Town.Left);
    }

    [Fact]
    public async Task When_a_rescuer_hangs_up_the_caller_in_danger_is_not_left_alone()
    {
        await using var caller = await Telephone.DialAsync(house);
        await caller.TypeAsync("救命，我摔倒了起不来");
        await house.UntilAsync(() => caller.State == "waiting");
        await using var person = await AnswerAsync("c1", caller.Sid);
        await person.PressAsync('1');
        await house.UntilAsync(() => caller.State == "bridged");
        var said = caller.Said("bot").Length;

        await person.HangUpAsync();

        await house.UntilAsync(() => caller.State == "waiting" && caller.Said("bot").Length > said);
    }

    [Fact]
    public async Task A_second_operator_hears_that_somebody_is_there_already()
    {
        await using var caller = await WaitingCallerAsync();
        await using var first = await AnswerAsync("c1", caller.Sid);
        await first.PressAsync('1');
        await house.UntilAsync(() => first.State == "bridged");
        await using var second = await AnswerAsync("c2", caller.Sid);

        await second.PressAsync('1');
        await house.UntilAsync(() => second.IsOver);

        Assert.EndsWith(lines.AlreadyJoined, second.Said("bot"), StringComparison.Ordinal);
        Assert.False(first.IsOver);
    }

    [Fact]
    public async Task An_operator_who_comes_too_late_hears_that_the_caller_is_gone()
    {
        await using var person = await AnswerAsync("c1", "CAnobody");

        await person.PressAsync('1');
        await house.UntilAsync(() => person.IsOver);

        Assert.EndsWith(lines.CallerGone, person.Said("bot"), StringComparison.Ordinal);
    }

    private static OutgoingCall Offer(string id) => new(id, Vendor, "明天上午九点，打扫卫生。接单请按一。", "12", null, null, TimeSpan.FromSeconds(20));

    private async Task CallAsync(OutgoingCall call) => Assert.True(await house.PhoneLine.CallAsync(call, CancellationToken.None));

    private async Task<Telephone> WaitingCallerAsync()
    {
        var caller = await Telephone.DialAsync(house);
        await caller.PressAsync('0');
        await house.UntilAsync(() => caller.State == "waiting");
        return caller;
    }

    private async Task<Telephone> AnswerAsync(string callId, string conversation)
    {
        await CallAsync(new OutgoingCall(callId, "18877300001", "有一位老人在等您。接听请按一。", "1", conversation, '1', TimeSpan.FromMinutes(5)));
        var person = await Telephone.DialAsync(house, from: "12349", call: callId);
        await house.UntilAsync(() => person.Sound > 0);
        return person;
    }
}
