using System.Net.WebSockets;
using System.Xml.Linq;
using Dispatch.Alarms;
using Dispatch.Orders;
using Testing.Twilio;
using static Stories.Twilio.TwilioPeople;

namespace Stories.Twilio;

/// <summary>Calls over Twilio's Media Streams: our own ears and mouth.</summary>
public sealed class StreamStories
{
    // The stories' clock goes on while Twilio takes its real time.
    private const string Reopens = "--Calls:Reopening=00:01:00";

    [Fact]
    public Task A_wish_said_over_a_stream_becomes_an_order_that_a_vendor_takes_by_message() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await OrderAsync(town, call);
        await call.HangUpAsync();

        var offer = await town.SomebodyGetsMessageAsync("打扫卫生", "接单回1");
        await town.Twilio.WriteAsync(offer.Field("To"), "接");
        await town.GetsMessageAsync(offer.Field("To"), "王秀英", "核验码");
        await town.GetsMessageAsync(GrandmaWangMobile, "安排好了");
    });

    [Fact]
    public Task Webhooks_that_Twilio_sends_three_times_do_what_they_do_once() => TwilioTown.TellAsync(async town =>
    {
        town.Twilio.Deliveries = 3;
        var call = town.Twilio.Dial(GrandmaWang);
        await OrderAsync(town, call);
        await call.HangUpAsync();
        var offer = await town.SomebodyGetsMessageAsync("打扫卫生", "接单回1");
        await town.Twilio.WriteAsync(offer.Field("To"), "不接");
        var second = await town.UntilAsync(
            () => town.Twilio.Messages.FirstOrDefault(message => message.Field("To") != offer.Field("To") && message.Field("Body").Contains("接单回1", StringComparison.Ordinal)),
            "nobody else was asked");
        await town.Twilio.WriteAsync(second.Field("To"), "接");
        await town.GetsMessageAsync(GrandmaWangMobile, "安排好了");
        Assert.Single(town.Twilio.Messages, message => message.Field("To") == offer.Field("To") && message.Field("Body").Contains("知道了", StringComparison.Ordinal));
        Assert.Single(town.Twilio.Messages, message => message.Field("To") == GrandmaWangMobile);
    });

    [Fact]
    public Task A_stream_that_nobody_signed_or_that_brings_another_call_is_shut_out() => TwilioTown.TellAsync(async town =>
    {
        const string Media = "wss://hotline.example.org/care/media";
        await Assert.ThrowsAsync<WebSocketException>(() => town.Twilio.StreamAsync(Media, isSigned: false));

        var call = town.Twilio.Dial(GrandmaWang);
        await town.UntilAsync(() => call.Stream, "the call has no stream");
        await using var strange = await FakeTwilioStream.OpenAsync(town.Twilio, call, XElement.Parse(
            $"""<Stream url="{Media}"><Parameter name="from" value="{GrandmaWang}"/><Parameter name="to" value="{FakeTwilio.Number}"/><Parameter name="pass" value="{new string('0', 64)}"/></Stream>"""));
        await strange.Over.WaitAsync(Patience.Limit);
        Assert.Equal(0, strange.Sound);
        await call.HangUpAsync();
    });

    [Fact]
    public Task Whoever_asks_for_a_person_talks_to_the_operator_who_presses_the_key() => TwilioTown.TellAsync(async town =>
    {
        var caller = town.Twilio.Dial(GrandmaWang);
        var stream = await GreetedAsync(town, caller);
        await stream.PressesAsync('0');
        var person = await town.PicksUpAsync(OperatorLuo);
        var joined = await town.UntilAsync(() => person.Stream, "the operator has no stream");
        await town.UntilAsync(() => town.Voice.Said.Contains("王秀英", StringComparison.Ordinal), "the operator was not told who waits");
        await joined.PressesAsync('1');
        await town.UntilAsync(() => town.Voice.Said.Contains("工作人员已经接通了", StringComparison.Ordinal), "the caller was not told");
        await town.GetsMessageAsync(OperatorHuang, "已有人接手");

        var before = joined.Sound;
        await Patience.UntilAsync(
            town.Clock,
            async () =>
            {
                // The two are being joined: what is said before that is lost.
                await stream.SpeaksAsync(100);
                return joined.Sound >= before + 8000 ? "heard" : null;
            },
            () => "the operator does not hear the caller");
        await caller.HangUpAsync();
        await town.UntilAsync(() => person.IsOver, "the operator is left on the line");
    });

    [Fact]
    public Task An_operator_whose_phone_is_answered_by_a_machine_has_not_answered() => TwilioTown.TellAsync(async town =>
    {
        var caller = town.Twilio.Dial(GrandmaWang);
        var stream = await GreetedAsync(town, caller);
        await stream.PressesAsync('0');
        var machine = await town.PicksUpAsync(OperatorLuo);
        var answered = await town.UntilAsync(() => machine.Stream, "the machine has no stream");
        await answered.SpeaksAsync(2000);
        await town.Twilio.PostAsync(
            machine.Request!.Field("AsyncAmdStatusCallback"),
            new() { ["CallSid"] = machine.Sid, ["AccountSid"] = FakeTwilio.AccountSid, ["AnsweredBy"] = "machine_start" });
        await town.UntilAsync(() => machine.IsOver, "the machine is talked to");

        var person = await town.PicksUpAsync(OperatorHuang);
        var joined = await town.UntilAsync(() => person.Stream, "the operator has no stream");
        await town.UntilAsync(() => joined.Sound > 0, "the operator hears nothing");
        await joined.PressesAsync('1');
        await town.UntilAsync(() => town.Voice.Said.Contains("工作人员已经接通了", StringComparison.Ordinal), "the caller was not told");
        await caller.HangUpAsync();
        await town.UntilAsync(() => person.IsOver, "the operator is left on the line");
        await town.GetsMessageAsync(OperatorLuo, "已有人接手");
    }, "--Twilio:MachineDetection=true");

    [Fact]
    public Task A_call_that_is_reported_over_before_its_key_is_heard_is_answered_by_the_key() => TwilioTown.TellAsync(async town =>
    {
        var caller = town.Twilio.Dial(GrandmaWang);
        var stream = await GreetedAsync(town, caller);
        await stream.PressesAsync('0');
        var person = await town.PicksUpAsync(OperatorLuo);
        var joined = await town.UntilAsync(() => person.Stream, "the operator has no stream");
        await town.UntilAsync(() => joined.Sound > 0, "the operator hears nothing");
        foreach (var status in (string[])["completed", "ringing", "in-progress"])
        {
            await town.Twilio.PostAsync(
                person.Request!.Field("StatusCallback"),
                new() { ["CallSid"] = person.Sid, ["AccountSid"] = FakeTwilio.AccountSid, ["CallStatus"] = status, ["SequenceNumber"] = "3" });
        }

        await joined.PressesAsync('1');
        await town.UntilAsync(() => town.Voice.Said.Contains("工作人员已经接通了", StringComparison.Ordinal), "the caller was not told");
        await town.GetsMessageAsync(OperatorHuang, "已有人接手");
        await caller.HangUpAsync();
        await town.UntilAsync(() => person.IsOver, "the operator is left on the line");
    });

    [Fact]
    public Task A_call_is_recorded_only_after_the_caller_was_told() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await GreetedAsync(town, call);
        Assert.Contains("录音", call.Said, StringComparison.Ordinal);
        Assert.Equal($"Calls/{call.Sid}/Recordings", Assert.Single(town.Twilio.Requests).Resource);
        await call.HangUpAsync();
    }, "--Twilio:Record=true", "--Twilio:RecordingDays=30");

    [Fact]
    public Task Sound_goes_to_an_address_of_its_own_where_there_is_one() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        await GreetedAsync(town, call);
        Assert.StartsWith(FakeTwilio.MediaUrl, call.Stream!.Address, StringComparison.Ordinal);
        await call.HangUpAsync();
    }, $"--Twilio:MediaUrl={FakeTwilio.MediaUrl}");

    [Fact]
    public Task Recordings_are_deleted_when_they_are_older_than_they_may_be_kept() => TwilioTown.TellAsync(async town =>
    {
        Add('1', daysAgo: 31, "StartCallRecordingAPI");
        Add('2', daysAgo: 29, "StartCallRecordingAPI");
        Add('3', daysAgo: 400, "DialVerb");
        Add('4', daysAgo: 300, "StartCallRecordingAPI");
        await town.PassAsync(TimeSpan.FromHours(7));
        await town.UntilAsync(() => town.Twilio.Recordings.Count == 2, "nothing was deleted");
        Assert.Equal([Sid('2'), Sid('3')], town.Twilio.Recordings.Keys.Order());

        void Add(char name, int daysAgo, string source) =>
            town.Twilio.Recordings[Sid(name)] = new FakeTwilioRecording(Sid(name), town.Clock.GetUtcNow().AddDays(-daysAgo), source);

        static string Sid(char name) => $"RE{new string(name, 32)}";
    }, "--Twilio:RecordingDays=30");

    [Fact]
    public Task A_caller_whose_stream_breaks_is_taken_back_to_where_they_were() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        var first = await GreetedAsync(town, call);
        await SaysAsync(town, first, "明天下午三点请人来打扫卫生");
        await town.UntilAsync(() => town.Voice.Said.Contains("对不对", StringComparison.Ordinal), "it was not read back");

        var second = await BreaksAsync(town, call, first);
        await town.UntilAsync(() => town.Voice.Said.Contains("又接上了", StringComparison.Ordinal), "nobody says that the line broke");
        await town.UntilAsync(() => Times("对不对", town) >= 2, "it was not read back again");
        var third = await BreaksAsync(town, call, second);
        await town.UntilAsync(() => Times("对不对", town) >= 3, "it was not read back a third time");
        await third.PressesAsync('1');
        await town.UntilAsync(() => town.Voice.Said.Contains("上门核验码", StringComparison.Ordinal), "it was not ordered");
        await call.HangUpAsync();
        await town.SomebodyGetsMessageAsync("打扫卫生", "接单回1");
        Assert.Single(await town.Inside<OrderBook>().OpenOrdersAsync(null, TestContext.Current.CancellationToken));
    }, Reopens);

    [Fact]
    public Task A_stream_that_breaks_in_an_alarm_is_opened_again_and_the_alarm_stays_one() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        var first = await GreetedAsync(town, call);
        await SaysAsync(town, first, "哎哟我摔倒了，爬不起来");
        await town.UntilAsync(() => town.Voice.Said.Contains("不要动", StringComparison.Ordinal), "no help was promised");

        await BreaksAsync(town, call, first);
        await town.UntilAsync(() => town.Voice.Said.Contains("又接上了", StringComparison.Ordinal), "nobody says that the line broke");
        Assert.Single(Assert.Single(town.Inside<AlarmDesk>().Open()).Reports);

        var rescuer = await town.PicksUpAsync(OperatorHuang);
        var joined = await town.UntilAsync(() => rescuer.Stream, "the rescuer has no stream");
        await town.UntilAsync(() => joined.Sound > 0, "the rescuer hears nothing");
        await joined.PressesAsync('1');
        await town.UntilAsync(() => town.Voice.Said.Contains("工作人员已经接通了", StringComparison.Ordinal), "the caller was not told");
        await call.HangUpAsync();
        Assert.DoesNotContain(town.Twilio.Calls, other => other.To == GrandmaWang && other.Request is not null);
    }, Reopens);

    [Fact]
    public Task A_stream_in_an_alarm_that_never_comes_back_is_a_line_that_is_lost_and_called_back() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        var first = await GreetedAsync(town, call);
        await SaysAsync(town, first, "哎哟我摔倒了，爬不起来");
        await town.UntilAsync(() => town.Voice.Said.Contains("不要动", StringComparison.Ordinal), "no help was promised");

        await call.DropAsync();
        await town.UntilAsync(() => town.Twilio.Calls.Any(other => other.To == GrandmaWang && other.Request is not null), "the elder was not called back");
        Assert.Single(town.Inside<AlarmDesk>().Open());
    });

    [Fact]
    public Task A_caller_who_waited_for_a_person_when_the_stream_broke_is_joined_to_one() => TwilioTown.TellAsync(async town =>
    {
        var caller = town.Twilio.Dial(GrandmaWang);
        var first = await GreetedAsync(town, caller);
        await first.PressesAsync('0');
        await town.UntilAsync(() => town.Voice.Said.Contains("我请人工来接", StringComparison.Ordinal), "no person was fetched");

        await BreaksAsync(town, caller, first);
        await town.UntilAsync(() => town.Voice.Said.Contains("又接上了", StringComparison.Ordinal), "nobody says that the line broke");
        var person = await town.PicksUpAsync(OperatorLuo);
        var joined = await town.UntilAsync(() => person.Stream, "the operator has no stream");
        await town.UntilAsync(() => joined.Sound > 0, "the operator hears nothing");
        await joined.PressesAsync('1');
        await town.UntilAsync(() => town.Voice.Said.Contains("工作人员已经接通了", StringComparison.Ordinal), "the caller was not told");
        await caller.HangUpAsync();
        await town.UntilAsync(() => person.IsOver, "the operator is left on the line");
        await town.GetsMessageAsync(OperatorHuang, "已有人接手");
    }, Reopens);

    [Fact]
    public Task A_call_that_the_hotline_ends_is_over() => TwilioTown.TellAsync(async town =>
    {
        var call = town.Twilio.Dial(GrandmaWang);
        var stream = await GreetedAsync(town, call);
        await town.UntilAsync(() => stream.Sound > 0, "the caller hears nothing");
        await SaysAsync(town, stream, "没事了，再见");
        await town.UntilAsync(() => call.IsOver, "nobody hung up");
        Assert.Equal(stream, call.Stream);
    });

    private static int Times(string words, TwilioTown town) => town.Voice.Said.Split(words).Length - 1;

    private static async Task<FakeTwilioStream> BreaksAsync(TwilioTown town, FakeTwilioCall call, FakeTwilioStream stream)
    {
        stream.Break();
        return await town.UntilAsync(() => call.Stream is { } next && next != stream ? next : null, "the stream did not come back");
    }

    private static async Task<FakeTwilioStream> GreetedAsync(TwilioTown town, FakeTwilioCall call)
    {
        var stream = await town.UntilAsync(() => call.Stream, "the call has no stream");
        await town.UntilAsync(() => town.Voice.Said.Contains("王奶奶", StringComparison.Ordinal), "the caller was not greeted");
        return stream;
    }

    private static async Task OrderAsync(TwilioTown town, FakeTwilioCall call)
    {
        var stream = await GreetedAsync(town, call);
        await SaysAsync(town, stream, "明天下午三点请人来打扫卫生");
        await town.UntilAsync(() => town.Voice.Said.Contains("对不对", StringComparison.Ordinal), "it was not read back");
        await stream.PressesAsync('1');
        await town.UntilAsync(() => town.Voice.Said.Contains("上门核验码", StringComparison.Ordinal), "it was not ordered");
    }

    private static async Task SaysAsync(TwilioTown town, FakeTwilioStream stream, string words)
    {
        town.Voice.Words.Enqueue(words);
        await stream.SpeaksAsync(1000);
        await stream.PausesAsync(2000);
    }
}
