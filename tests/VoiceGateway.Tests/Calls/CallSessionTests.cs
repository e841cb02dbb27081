using VoiceGateway.Calls;
using VoiceGateway.Speech;

namespace VoiceGateway.Tests.Calls;

public sealed class CallSessionTests : IAsyncLifetime
{
    private readonly CallLines lines = new Phrasebook(Path.Combine(AppContext.BaseDirectory, "prompts")).In(Phrasebook.Mandarin);
    private LineHouse house = null!;

    public async ValueTask InitializeAsync() => house = await LineHouse.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_caller_whom_the_registry_knows_is_greeted_by_name_and_listened_to()
    {
        await using var phone = await Telephone.DialAsync(house);

        await house.UntilAsync(() => phone.State == "listening");

        Assert.StartsWith("王奶奶", phone.Said("bot"), StringComparison.Ordinal);
        Assert.True(phone.Sound > 0);
    }

    [Fact]
    public async Task A_line_that_is_opened_again_before_its_end_was_noticed_takes_the_place_of_the_old_one()
    {
        await using var old = await Telephone.DialAsync(house);
        await house.UntilAsync(() => old.State == "listening");

        await using var phone = await Telephone.DialAsync(house, broken: old);
        await house.UntilAsync(() => phone.State == "listening" && old.IsOver);
        Assert.Contains("又接上了", phone.Said("bot"), StringComparison.Ordinal);
        await phone.TypeAsync("我要人工");
        await house.UntilAsync(() => phone.State == "waiting");
        Assert.Equal(phone.Sid, house.Town.Handovers.Single().ConversationId);
    }

    [Fact]
    public async Task A_spoken_wish_is_heard_shown_and_answered()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        var greeting = phone.Said("bot");
        house.Engine.Words.Enqueue("我想请人打扫卫生");

        await phone.SpeakAsync(1200);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.State == "listening" && phone.Said("bot").Length > greeting.Length);

        Assert.Equal("我想请人打扫卫生", phone.Said("caller"));
        Assert.Contains("打扫", phone.Said("bot"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_utterance_holds_the_sound_before_it_was_noticed_and_no_other_call_is_named()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");

        await phone.PauseAsync(1000);
        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => house.Engine.Requests.Any(each => each.Kind == RecognitionKind.Final));

        var request = house.Engine.Requests.Single(each => each.Kind == RecognitionKind.Final);
        Assert.Equal(phone.Sid, request.CallId);
        Assert.InRange(request.Speech.Length.TotalSeconds, 2.1, 2.7);
    }

    [Theory]
    [InlineData("mandarin", "zh-CN")]
    [InlineData("southwestern", "zh-CN-sichuan")]
    [InlineData("wu", "wuu-CN")]
    [InlineData("cantonese", "yue-CN")]
    public async Task An_elder_is_heard_in_the_speech_that_the_registry_names(string dialect, string locale)
    {
        house.Town.Dialect = dialect;
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => house.Engine.Requests.Any(each => each.Kind == RecognitionKind.Final));

        Assert.All(house.Engine.Requests, request => Assert.Equal(locale, request.Locale));
    }

    [Fact]
    public async Task A_pause_shorter_than_the_setting_does_not_end_an_utterance()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        house.Engine.Words.Enqueue("我想请人打扫卫生");

        await phone.SpeakAsync(600);
        await phone.PauseAsync(600);
        await phone.SpeakAsync(600);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.Said("caller").Length > 0);

        Assert.Single(house.Engine.Requests, request => request.Kind == RecognitionKind.Final);
    }

    [Fact]
    public async Task A_sentence_that_cannot_be_over_is_waited_for_and_heard_as_one()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        house.Engine.Words.Enqueue("我想");
        house.Engine.Words.Enqueue("我想请人打扫卫生");

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => house.Engine.Finals.Length == 1);
        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.Said("caller").Length > 0);

        Assert.Equal("我想请人打扫卫生", phone.Said("caller"));
        Assert.InRange(house.Engine.Finals[1].Speech.Length.TotalSeconds, 3.5, 4);
    }

    [Fact]
    public async Task What_was_recognised_in_the_pause_is_the_answer_where_nothing_follows()
    {
        house.Engine.HearsAhead = true;
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        house.Engine.Words.Enqueue("我想请人打扫卫生");

        await phone.SpeakAsync(1200);
        await phone.PauseAsync(300);
        await house.UntilAsync(() => house.Engine.Words.IsEmpty);
        await phone.PauseAsync(700);
        await house.UntilAsync(() => phone.Said("caller") == "我想请人打扫卫生");

        Assert.Single(house.Engine.Requests, request => request.Kind == RecognitionKind.Ahead);
        Assert.All(house.Engine.Finals, request => Assert.True(request.WasAhead));
    }

    [Fact]
    public async Task What_was_recognised_in_a_pause_is_forgotten_where_the_caller_goes_on()
    {
        house.Engine.HearsAhead = true;
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        house.Engine.Words.Enqueue("请人打扫");
        house.Engine.Words.Enqueue("请人打扫卫生，还要洗窗帘");

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(300);
        await house.UntilAsync(() => house.Engine.Words.Count == 1);
        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1500);
        await house.UntilAsync(() => phone.Said("caller").Length > 0);

        Assert.Equal("请人打扫卫生，还要洗窗帘", phone.Said("caller"));
    }

    [Fact]
    public async Task A_sentence_that_breaks_off_is_answered_after_a_while()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        var since = house.Time.GetUtcNow();
        house.Engine.Words.Enqueue("我想");

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.Said("caller") == "我想");

        Assert.InRange((house.Time.GetUtcNow() - since).TotalSeconds, 1.1, 3);
    }

    [Fact]
    public async Task What_is_being_dictated_is_given_more_time_while_it_lasts()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        house.Engine.Beginning = "我的电话是一三八";
        house.Engine.Words.Enqueue("我的电话是一三八零七七三五五零幺");

        await phone.SpeakAsync(1500);
        await house.UntilAsync(() => !house.Engine.Requests.IsEmpty);
        // A second look is taken only when what the first one saw is known.
        while (house.Engine.Requests.Count < 2)
        {
            await phone.SpeakAsync(200);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await phone.PauseAsync(1500);
        await phone.SpeakAsync(1500);
        await phone.PauseAsync(2200);
        await house.UntilAsync(() => phone.Said("caller").Length > 0);

        Assert.Single(house.Engine.Finals);
    }

    [Fact]
    public async Task How_a_caller_asked_to_be_spoken_to_is_remembered_for_the_next_call()
    {
        await using (var phone = await Telephone.DialAsync(house))
        {
            await house.UntilAsync(() => phone.State == "listening");
            await phone.TypeAsync("讲慢点");
            await house.UntilAsync(() => phone.State == "listening" && phone.Said("bot").Contains("慢一点", StringComparison.Ordinal));
            await phone.TypeAsync("大声点");
            await house.UntilAsync(() => phone.State == "listening" && phone.Said("bot").Contains("大声", StringComparison.Ordinal));
            await phone.HangUpAsync();
            await house.UntilAsync(() => house.Town.Habits.ContainsKey(Town.ElderPhone));
        }

        await using var next = await Telephone.DialAsync(house);
        await house.UntilAsync(() => next.State == "listening");

        Assert.Equal(0.75, house.Engine.Spoken.Last().Rate);
        Assert.Contains(next.Heard, message => message.GetRawText().Contains(Convert.ToBase64String([.. Enumerable.Repeat(ScriptedEngine.Louder, 30)]), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_speakers_pauses_are_learnt_and_remembered_for_the_next_call()
    {
        await using (var phone = await Telephone.DialAsync(house))
        {
            await house.UntilAsync(() => phone.State == "listening");
            for (var times = 0; times < 6; times++)
            {
                await phone.SpeakAsync(800);
                await phone.PauseAsync(700 + (times * 200));
            }

            await phone.PauseAsync(3000);
            await phone.HangUpAsync();
            await house.UntilAsync(() => house.Town.Habits.ContainsKey(Town.ElderPhone));
        }

        await using var next = await Telephone.DialAsync(house);
        await house.UntilAsync(() => next.State == "listening");
        var before = house.Engine.Finals.Length;
        await next.SpeakAsync(800);
        await next.PauseAsync(1500);
        await next.SpeakAsync(800);
        await next.PauseAsync(3000);
        await house.UntilAsync(() => house.Engine.Finals.Length > before);

        Assert.InRange(house.Engine.Finals[^1].Speech.Length.TotalSeconds, 4, 7);
    }

    [Fact]
    public async Task Typed_words_are_answered_like_spoken_ones()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");

        await phone.TypeAsync("我想请人打扫卫生");
        await house.UntilAsync(() => phone.Said("bot").Contains("打扫", StringComparison.Ordinal));

        Assert.Equal("我想请人打扫卫生", phone.Said("caller"));
    }

    [Fact]
    public async Task A_silent_caller_is_asked_twice_and_then_gets_a_person()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        var since = house.Time.GetUtcNow();
        var said = phone.Said("bot");

        await house.UntilAsync(() => phone.Said("bot") != said);
        Assert.True(house.Time.GetUtcNow() - since >= TimeSpan.FromSeconds(6));
        await house.UntilAsync(() => !house.Town.Handovers.IsEmpty);

        Assert.Equal("silent", house.Town.Handovers.Single().Reason);
        await house.UntilAsync(() => phone.State == "waiting");
    }

    [Fact]
    public async Task Who_is_still_typing_is_not_silent()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        var said = phone.Said("bot");

        for (var second = 0; second < 10; second++)
        {
            await phone.TypeAsync("我想", final: false);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            house.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(said, phone.Said("bot"));
    }

    [Fact]
    public async Task The_zero_key_fetches_a_person_in_the_middle_of_the_greeting()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.Sound > 0);

        await phone.PressAsync('0');
        await house.UntilAsync(() => !house.Town.Handovers.IsEmpty);

        await house.UntilAsync(() => phone.State == "waiting");
        Assert.Equal(1, phone.Count("clear"));
    }

    [Fact]
    public async Task Speech_stops_the_voice_and_empties_what_is_buffered()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.Sound >= 1000);
        house.Engine.Words.Enqueue("转人工");

        await phone.SpeakAsync(1000);
        await house.UntilAsync(() => phone.Count("clear") == 1);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => !house.Town.Handovers.IsEmpty);
    }

    [Fact]
    public async Task A_short_sound_while_the_bot_speaks_neither_stops_it_nor_answers_it()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.Sound >= 1000);
        house.Engine.Words.Enqueue("嗯");

        await phone.SpeakAsync(200);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.State == "listening");

        Assert.Equal(0, phone.Count("clear"));
        Assert.Empty(phone.Said("caller"));
    }

    [Fact]
    public async Task A_long_hum_that_stopped_the_voice_lets_it_go_on_where_it_was()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.Sound >= 1000);
        house.Engine.Words.Enqueue("嗯嗯");

        await phone.SpeakAsync(1000);
        await house.UntilAsync(() => phone.Count("clear") == 1);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.State == "listening" && phone.Count("mark") == 1);

        Assert.Empty(phone.Said("caller"));
        Assert.EndsWith("？", phone.Said("bot"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_stops_the_voice_for_nothing_is_spoken_to_all_the_same()
    {
        await using var phone = await Telephone.DialAsync(house);
        for (var times = 0; times < 2; times++)
        {
            var before = phone.Sound;
            await house.UntilAsync(() => phone.Sound >= before + 600);
            await phone.SpeakAsync(1000);
            await house.UntilAsync(() => phone.Count("clear") == times + 1);
            await phone.PauseAsync(1000);
        }

        var heard = phone.Sound;
        await house.UntilAsync(() => phone.Sound >= heard + 600);
        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.State == "listening" && phone.Count("mark") == 1);

        Assert.Equal(2, phone.Count("clear"));
    }

    [Fact]
    public async Task Danger_in_a_short_cry_while_the_bot_speaks_is_heard()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.Sound >= 1000);
        house.Engine.Beginning = "救命";
        house.Engine.Words.Enqueue("救命");

        await phone.SpeakAsync(280);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => !house.Town.Alarms.IsEmpty);

        await house.UntilAsync(() => phone.Said("caller") == "救命" && phone.State == "waiting");
    }

    [Fact]
    public async Task Danger_raises_the_alarm_while_the_caller_still_speaks()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        house.Engine.Beginning = "救命啊我摔倒了";

        await phone.SpeakAsync(2500);
        await house.UntilAsync(() => !house.Town.Alarms.IsEmpty);

        Assert.DoesNotContain(house.Engine.Requests, request => request.Kind == RecognitionKind.Final);
    }

    [Fact]
    public async Task The_line_is_closed_only_when_the_goodbye_was_heard()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        await phone.TypeAsync("没事了，再见");
        phone.ReturnsMarks = false;
        await house.UntilAsync(() => phone.Said("bot").Contains("再见", StringComparison.Ordinal) && phone.Count("mark") > 1);
        Assert.Equal(0, phone.Count("ended"));

        await phone.ReturnMarksAsync();
        await house.UntilAsync(() => phone.IsOver);

        Assert.True(phone.Ended.GetProperty("normal").GetBoolean());
    }

    [Fact]
    public async Task A_cry_into_the_goodbye_is_heard()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        phone.ReturnsMarks = false;
        await phone.TypeAsync("没事了，再见");
        await house.UntilAsync(() => phone.Said("bot").Contains("再见", StringComparison.Ordinal) && phone.Count("mark") > 1);
        house.Engine.Words.Enqueue("哎呀救命，我摔倒了");

        await phone.SpeakAsync(1000);
        await phone.ReturnMarksAsync();
        await phone.PauseAsync(1000);

        await house.UntilAsync(() => !house.Town.Alarms.IsEmpty && phone.State == "waiting");
    }

    [Fact]
    public async Task An_utterance_without_an_end_is_answered_piece_by_piece()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");

        await phone.SpeakAsync(27_000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => house.Engine.Requests.Count(request => request.Kind == RecognitionKind.Final) == 2);

        var pieces = house.Engine.Requests.Where(request => request.Kind == RecognitionKind.Final).Select(request => request.Speech.Length.TotalSeconds).ToArray();
        Assert.Equal(25, pieces[0], 1);
        Assert.InRange(pieces[1], 2.5, 3.7);
    }

    [Fact]
    public async Task A_far_end_that_loses_marks_does_not_keep_the_call_waiting()
    {
        await using var phone = await Telephone.DialAsync(house);
        phone.ReturnsMarks = false;

        await house.UntilAsync(() => phone.State == "listening");
    }

    [Fact]
    public async Task An_answer_that_takes_long_is_bridged_by_please_wait()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        var working = new TaskCompletionSource();
        house.Engine.Work = working.Task;
        house.Engine.Words.Enqueue("我想请人打扫卫生");

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.Said("bot").EndsWith(lines.PleaseWait[0] + lines.PleaseWait[1], StringComparison.Ordinal));

        working.SetResult();
        await house.UntilAsync(() => phone.Said("bot").Contains("打扫", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_voice_in_the_middle_of_a_reply_is_not_excused_again_but_the_line_is_not_dead()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        var (working, speaking) = (new TaskCompletionSource(), new TaskCompletionSource());
        house.Engine.Work = working.Task;
        house.Engine.VoiceWork = speaking.Task;
        house.Engine.Words.Enqueue("我想请人打扫卫生");

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.Said("bot").EndsWith(lines.PleaseWait[0], StringComparison.Ordinal));
        working.SetResult();
        await house.UntilAsync(() => house.Engine.AtHand.Count == 2);

        Assert.Equal([lines.PleaseWait[0], lines.Murmur], house.Engine.AtHand);
        Assert.EndsWith(lines.PleaseWait[0], phone.Said("bot"), StringComparison.Ordinal);
        speaking.SetResult();
        await house.UntilAsync(() => phone.Said("bot").Contains("打扫", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_voice_that_takes_long_is_bridged_by_please_wait_as_far_as_that_is_at_hand()
    {
        var working = new TaskCompletionSource();
        house.Engine.VoiceWork = working.Task;
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.Said("bot") == lines.PleaseWait[0] && phone.Sound > 0);

        working.SetResult();
        await house.UntilAsync(() => phone.State == "listening" && phone.Said("bot").Contains("王奶奶", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_recogniser_asks_once_more_and_then_fetches_a_person()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        house.Engine.Outcome = RecognitionOutcome.Busy;

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.Said("bot").EndsWith(lines.SayAgain, StringComparison.Ordinal) && phone.State == "listening");
        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => !house.Town.Handovers.IsEmpty);

        await house.UntilAsync(() => phone.Said("bot").EndsWith(lines.CannotHear, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_ears_a_phone_that_can_type_is_told_to_and_goes_on()
    {
        house.Engine.Outcome = RecognitionOutcome.NotReady;
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.Heard.Any(message => message.GetRawText().Contains("deaf", StringComparison.Ordinal)));
        await phone.TypeAsync("我想请人打扫卫生");
        await house.UntilAsync(() => phone.Said("bot").Contains("打扫", StringComparison.Ordinal));

        Assert.Empty(house.Town.Handovers);
    }

    [Fact]
    public async Task Without_ears_a_plain_telephone_gets_a_person()
    {
        house.Engine.Outcome = RecognitionOutcome.NotReady;
        await using var phone = await Telephone.DialAsync(house, captions: false);
        await house.UntilAsync(() => phone.Count("mark") == 1);

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => !house.Town.Handovers.IsEmpty);
    }

    [Fact]
    public async Task Without_a_voice_captions_carry_the_conversation()
    {
        house.Engine.IsMute = true;
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");

        await phone.TypeAsync("我想请人打扫卫生");
        await house.UntilAsync(() => phone.Said("bot").Contains("打扫", StringComparison.Ordinal));

        Assert.Equal(0, phone.Sound);
    }

    [Fact]
    public async Task A_turn_that_breaks_is_apologised_for_and_put_through_until_somebody_is_fetched()
    {
        await using var phone = await Telephone.DialAsync(house);
        await house.UntilAsync(() => phone.State == "listening");
        house.Engine.Throws = true;
        house.Town.NobodyThere = 1;

        await phone.SpeakAsync(1000);
        await phone.PauseAsync(1000);
        await house.UntilAsync(() => phone.Said("bot").EndsWith(lines.Fault, StringComparison.Ordinal));
        await house.UntilAsync(() => house.Town.Handovers.SingleOrDefault()?.Reason == "unavailable");

        await phone.HangUpAsync();
        await house.UntilAsync(() => phone.IsOver);
        Assert.False(phone.Ended.GetProperty("normal").GetBoolean());
    }

    [Fact]
    public async Task A_caller_who_hangs_up_while_waiting_for_an_operator_is_no_longer_rung_for()
    {
        await using var phone = await Telephone.DialAsync(house);
        await phone.PressAsync('0');
        await house.UntilAsync(() => phone.State == "waiting");

        await phone.HangUpAsync();

        await house.UntilAsync(() => house.Town.Left.Contains(phone.Sid));
    }

    [Fact]
    public async Task Who_calls_beyond_capacity_hears_so_and_is_queued_to_people()
    {
        await using var full = await LineHouse.OpenAsync(options => options.Capacity = 1);
        await using var first = await Telephone.DialAsync(full);
        await full.UntilAsync(() => first.State == "listening");

        await using var second = await Telephone.DialAsync(full);
        await full.UntilAsync(() => second.State == "waiting");

        Assert.Equal(lines.Full, second.Said("bot"));
        Assert.Equal(("full", second.Sid), (full.Town.Handovers.Single().Reason, full.Town.Handovers.Single().ConversationId));
        await second.TypeAsync("明天下午三点请人来打扫卫生");
        await full.UntilAsync(() => second.Said("bot").EndsWith(lines.StillFetching, StringComparison.Ordinal));
        Assert.Equal("listening", first.State);
    }

    [Theory]
    [InlineData("救命啊我摔倒了", null)]
    [InlineData(null, '*')]
    public async Task An_emergency_is_never_refused_however_full_the_line(string? words, char? key)
    {
        await using var full = await LineHouse.OpenAsync(options => options.Capacity = 1);
        await using var first = await Telephone.DialAsync(full);
        await full.UntilAsync(() => first.State == "listening");
        await using var second = await Telephone.DialAsync(full);
        await full.UntilAsync(() => second.State == "waiting");

        if (key is { } pressed)
        {
            await second.PressAsync(pressed);
        }
        else
        {
            full.Engine.Beginning = words;
            full.Engine.Words.Enqueue(words!);
            await second.SpeakAsync(1000);
            await second.PauseAsync(1000);
        }

        await full.UntilAsync(() => full.Town.Alarms.Any(alarm => alarm.ConversationId == second.Sid));
        await full.UntilAsync(() => second.State == "waiting" && second.Said("bot").Length > lines.Full.Length + lines.StillFetching.Length);
    }

    [Fact]
    public async Task Who_calls_when_others_have_hung_up_is_answered_again()
    {
        await using var full = await LineHouse.OpenAsync(options => options.Capacity = 1);
        await using (var first = await Telephone.DialAsync(full))
        {
            await full.UntilAsync(() => first.State == "listening");
            await first.HangUpAsync();
            await full.UntilAsync(() => first.IsOver);
        }

        await full.UntilAsync(() => full.Switchboard.Count == 0);
        await using var second = await Telephone.DialAsync(full);

        await full.UntilAsync(() => second.State == "listening");
    }

    [Fact]
    public async Task Who_waits_is_spoken_to_again_and_again()
    {
        await using var phone = await Telephone.DialAsync(house);
        await phone.PressAsync('0');
        await house.UntilAsync(() => phone.State == "waiting");
        var said = phone.Said("bot").Length;

        await house.UntilAsync(() => phone.Said("bot").Length > said);
        said = phone.Said("bot").Length;
        await house.UntilAsync(() => phone.Said("bot").Length > said);
    }

    [Fact]
    public async Task A_call_that_goes_on_and_on_is_put_through_to_a_person()
    {
        await using var brief = await LineHouse.OpenAsync(options => options.Longest = TimeSpan.FromMinutes(1));
        await using var phone = await Telephone.DialAsync(brief);
        await brief.UntilAsync(() => phone.State == "listening");
        brief.Time.Advance(TimeSpan.FromSeconds(61));

        await brief.UntilAsync(() => phone.Said("bot").Contains(lines.TooLong, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wish_that_is_confirmed_is_ordered_and_the_call_ends_normally()
    {
        await using var phone = await Telephone.DialAsync(house);
        foreach (var words in new[] { "明天上午九点想请人打扫卫生", "对", "没有了，再见" })
        {
            await house.UntilAsync(() => phone.State == "listening");
            var before = phone.Count("state");
            await phone.TypeAsync(words);
            await house.UntilAsync(() => phone.Count("state") > before);
        }

        await house.UntilAsync(() => phone.IsOver);

        Assert.Single(house.Town.Orders);
        Assert.True(phone.Ended.GetProperty("normal").GetBoolean());
    }
}
