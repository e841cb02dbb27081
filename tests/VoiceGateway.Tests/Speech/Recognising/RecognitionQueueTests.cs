using VoiceGateway.Speech.Recognising;

namespace VoiceGateway.Tests.Speech.Recognising;

public sealed class RecognitionQueueTests
{
    private readonly RecognitionQueue<string> queue = new(limit: 4);

    [Fact]
    public void Calls_take_turns_however_much_one_of_them_says()
    {
        Final("a", "a1");
        Final("a", "a2");
        Final("a", "a3");
        Final("b", "b1");

        Assert.Equal(["a1", "b1", "a2", "a3"], All());
    }

    [Fact]
    public void Whole_utterances_go_before_partial_ones_and_urgent_ones_before_both()
    {
        Partial("a", "partial");
        Final("b", "final");
        Final("c", "urgent", urgent: true);

        Assert.Equal(["urgent", "final", "partial"], All());
    }

    [Fact]
    public void A_newer_partial_takes_the_place_of_the_older_one_of_its_call_only()
    {
        Partial("a", "a1");
        Partial("b", "b1");

        queue.TryAddPartial("a", "a2", out var replaced);

        Assert.Equal("a1", replaced);
        Assert.Equal(["b1", "a2"], All());
    }

    [Fact]
    public void A_whole_utterance_makes_its_waiting_beginning_pointless()
    {
        Partial("a", "beginning");

        queue.TryAddFinal("a", "whole", isUrgent: false, out var replaced);

        Assert.Equal("beginning", replaced);
        Assert.Equal(["whole"], All());
    }

    [Fact]
    public void A_full_line_refuses_but_never_an_emergency()
    {
        Assert.All(["a", "b", "c", "d"], call => Assert.True(queue.TryAddFinal(call, call, isUrgent: false, out _)));

        Assert.False(queue.TryAddFinal("e", "e", isUrgent: false, out _));
        Assert.True(queue.TryAddFinal("f", "urgent", isUrgent: true, out _));
        Assert.Equal(["urgent", "a", "b", "c", "d"], All());
    }

    [Fact]
    public void A_full_line_of_partial_ones_still_takes_a_newer_one_of_a_waiting_call()
    {
        Assert.All(["a", "b", "c", "d"], call => Assert.True(queue.TryAddPartial(call, call, out _)));

        Assert.False(queue.TryAddPartial("e", "e", out _));
        Assert.True(queue.TryAddPartial("b", "b2", out _));
    }

    [Fact]
    public void What_is_not_wanted_any_more_leaves_its_place_to_others()
    {
        Final("a", "a1");
        Final("a", "a2");
        Final("b", "b1");

        Assert.True(queue.Remove("a1"));
        Assert.False(queue.Remove("a1"));
        Assert.Equal(["a2", "b1"], All());
        Assert.Equal(0, queue.Count);
    }

    private void Final(string call, string item, bool urgent = false) => Assert.True(queue.TryAddFinal(call, item, urgent, out _));

    private void Partial(string call, string item) => Assert.True(queue.TryAddPartial(call, item, out _));

    private List<string> All() => [.. queue.RemoveAll()];
}
