using DialogBot.Conversations;
using DialogBot.Services;
using DialogBot.Speaking;
using DialogBot.Understanding;

namespace DialogBot.Tests.Conversations;

public sealed class ConversationTests
{
    private static readonly IncomingCall Call = new("c1", "0773", "phone", "guilin");
    private static readonly Caller Someone = new("0773", "E1", "王桂英", "王奶奶", "中山中路12号", "guilin", "mandarin", 30000, 2.5m);

    [Fact]
    public void A_conversation_is_read_as_it_was_written()
    {
        var reply = new Reply(["好。"], NextStep.Listen, "zh-CN", 0.9, "Confirm");
        var conversation = Conversation.Begin(Call, Someone) with
        {
            Question = Question.Confirm,
            Draft = new Draft { Service = "meal", Quantity = 2, Date = new(2026, 11, 24), Time = new(11, 30), Part = DayPart.Noon, Recurrence = "FREQ=DAILY", PayerWish = Payer.Self, Agreed = new(new(2026, 11, 24), new(11, 30)) },
            Pending = [new Draft { Service = "cleaning" }],
            LastSaid = [Lines.AskConfirm],
            Alarm = new Alarm(new Danger("fall", Severity.Life, Certain: false), Asked: true, Confirmed: false),
        };
        var written = conversation.Remember("t1", reply).Write();
        var read = Conversation.Read(written);
        Assert.Equal(written, read.Write());
        Assert.Equal(conversation.Draft, read.Draft);
        Assert.Equal(reply.Sentences, read.ReplyTo("t1")!.Sentences);
    }

    [Fact]
    public void Only_the_last_turns_are_remembered_with_their_replies()
    {
        var conversation = Enumerable.Range(1, 20).Aggregate(
            Conversation.Begin(Call, Someone),
            (kept, turn) => kept.Remember($"t{turn}", new Reply([$"{turn}"], NextStep.Listen, "zh-CN", 1, "Wish")));
        Assert.Null(conversation.ReplyTo("t14"));
        Assert.Equal("20", conversation.ReplyTo("t20")!.Text);
        Assert.Equal(6, conversation.Answered.Count);
    }

    [Fact]
    public void A_cantonese_speaker_is_spoken_to_in_cantonese() =>
        Assert.Equal("yue", Conversation.Begin(Call, Someone with { Dialect = "cantonese" }).Language);
}
