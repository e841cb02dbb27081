using System.Net;
using Testing.Twilio;
using static Stories.Twilio.TwilioPeople;

namespace Stories.Twilio;

/// <summary>Messages over Twilio: what is sent, what becomes of it, and what people write.</summary>
public sealed class MessageStories
{
    private const string Vendor = "+8613900000001";

    [Fact]
    public Task Told_to_slow_down_it_waits_as_long_as_it_is_told_and_then_sends_once() => TwilioTown.TellAsync(async town =>
    {
        var asked = 0;
        var refusedAt = default(DateTimeOffset);
        town.Twilio.Refuses = request =>
        {
            if (request.Resource != "Messages" || Interlocked.Increment(ref asked) > 2)
            {
                return null;
            }

            refusedAt = town.Clock.GetUtcNow();
            return new TwilioRefusal(429, 20429, 3);
        };
        var offer = await OfferAsync(town);
        Assert.Equal(3, asked);
        Assert.True(town.Clock.GetUtcNow() - refusedAt >= TimeSpan.FromSeconds(3));
        Assert.Single(town.Twilio.Messages);
        await town.Twilio.WriteAsync(offer.Field("To"), "接");
        await town.GetsMessageAsync(GrandmaWangMobile, "安排好了");
    });

    [Fact]
    public Task A_message_has_an_end_to_its_use_and_says_where_its_state_is_to_be_reported() => TwilioTown.TellAsync(async town =>
    {
        await town.Twilio.WriteAsync(Vendor, "你好");
        var message = await town.GetsMessageAsync(Vendor, "12349");
        Assert.Equal("600", message.Field("ValidityPeriod"));
        Assert.StartsWith($"{FakeTwilio.PublicUrl}/twilio/messages/status?sms=", message.Field("StatusCallback"), StringComparison.Ordinal);
        Assert.Equal(FakeTwilio.Number, message.Field("From"));
    }, "--Twilio:SmsValidity=00:10:00");

    [Fact]
    public Task An_offer_that_cannot_be_delivered_is_made_by_phone_where_a_key_takes_it() => TwilioTown.TellAsync(async town =>
    {
        var offer = await OfferAsync(town);
        await town.Twilio.ReportAsync(offer, "sent");
        await town.Twilio.ReportAsync(offer, "undelivered", "30006");
        await town.Twilio.ReportAsync(offer, "sent");
        var vendor = await town.PicksUpAsync(offer.Field("To"));
        var stream = await town.UntilAsync(() => vendor.Stream, "the vendor's call has no stream");
        await town.UntilAsync(() => stream.Sound > 0, "the vendor hears nothing");
        await stream.PressesAsync('1');
        await town.GetsMessageAsync(GrandmaWangMobile, "安排好了");
        await town.GetsMessageAsync(offer.Field("To"), "归您");
        await town.UntilAsync(() => vendor.IsOver, "the vendor's call does not end");
    });

    [Fact]
    public Task A_message_that_was_delivered_stays_so_whatever_is_reported_afterwards() => TwilioTown.TellAsync(async town =>
    {
        var offer = await OfferAsync(town);
        await town.Twilio.ReportAsync(offer, "delivered");
        await town.Twilio.ReportAsync(offer, "sent");
        await town.Twilio.ReportAsync(offer, "queued");
        await town.PassAsync(TimeSpan.FromMinutes(5));
        Assert.DoesNotContain(town.Twilio.Calls, call => call.Request is not null);
        Assert.Single(town.Twilio.Messages);
        await town.Twilio.WriteAsync(offer.Field("To"), "接");
        await town.GetsMessageAsync(GrandmaWangMobile, "安排好了");
    });

    [Theory]
    [InlineData("退订。")]
    [InlineData(" stop")]
    public Task Whoever_wants_no_messages_gets_none(string words) => TwilioTown.TellAsync(async town =>
    {
        await town.Twilio.WriteAsync(Vendor, words);
        await town.Twilio.WriteAsync(Vendor, "你好");
        await town.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(town.Twilio.Messages);
    });

    [Fact]
    public Task Whoever_wants_messages_again_gets_them() => TwilioTown.TellAsync(async town =>
    {
        await town.Twilio.WriteAsync(Vendor, "STOP");
        await town.Twilio.WriteAsync(Vendor, "START");
        await town.Twilio.WriteAsync(Vendor, "你好");
        await town.GetsMessageAsync(Vendor, "12349");
    });

    [Fact]
    public Task A_number_that_Twilio_says_has_opted_out_is_not_written_to_again() => TwilioTown.TellAsync(async town =>
    {
        var asked = 0;
        town.Twilio.Refuses = request => request.Resource == "Messages" && Interlocked.Increment(ref asked) > 0 ? new TwilioRefusal(400, 21610) : null;
        await town.Twilio.WriteAsync(Vendor, "你好");
        await town.UntilAsync(() => Volatile.Read(ref asked) == 1, "nothing was sent");
        town.Twilio.Refuses = _ => null;
        await town.Twilio.WriteAsync(Vendor, "在吗");
        await town.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(town.Twilio.Messages);
    });

    [Fact]
    public Task While_tokens_are_changed_both_are_good_and_no_third() => TwilioTown.TellAsync(async town =>
    {
        town.Twilio.Token = FakeTwilio.OtherAuthToken;
        Assert.Equal(HttpStatusCode.OK, await town.Twilio.WriteAsync(Vendor, "你好"));
        await town.GetsMessageAsync(Vendor, "12349");

        var form = new Dictionary<string, string> { ["MessageSid"] = "SM1", ["From"] = Vendor, ["Body"] = "接" };
        var (status, _) = await town.Twilio.PostAsync($"{FakeTwilio.PublicUrl}/twilio/messages", form, signature: "bm8=");
        Assert.Equal(HttpStatusCode.Forbidden, status);
    });

    private static async Task<TwilioRequest> OfferAsync(TwilioTown town)
    {
        var call = town.Twilio.Dial(GrandmaWang);
        var stream = await town.UntilAsync(() => call.Stream, "the call has no stream");
        await town.UntilAsync(() => town.Voice.Said.Contains("王奶奶", StringComparison.Ordinal), "the caller was not greeted");
        town.Voice.Words.Enqueue("明天下午三点请人来打扫卫生");
        await stream.SpeaksAsync(1000);
        await stream.PausesAsync(2000);
        await town.UntilAsync(() => town.Voice.Said.Contains("对不对", StringComparison.Ordinal), "it was not read back");
        await stream.PressesAsync('1');
        await town.UntilAsync(() => town.Voice.Said.Contains("上门核验码", StringComparison.Ordinal), "it was not ordered");
        await call.HangUpAsync();
        return await town.SomebodyGetsMessageAsync("打扫卫生", "接单回1");
    }
}
