using Dispatch.Offers;
using Dispatch.Orders;

namespace Dispatch.Tests.Offers;

public sealed class QuietPolicyTests
{
    private static readonly DateTimeOffset Eleven = DeskUnderTest.Monday.AddHours(14);
    private static readonly DateTimeOffset Seven = DeskUnderTest.Monday.AddHours(22);

    [Theory]
    [InlineData("emergency,urgent", Lane.Urgent, false)]
    [InlineData("emergency,urgent", Lane.Today, true)]
    [InlineData("emergency", Lane.Urgent, true)]
    [InlineData("emergency", Lane.Emergency, false)]
    public void What_is_not_excepted_waits_for_the_morning(string except, Lane lane, bool waits)
    {
        var quiet = Policy("21:30-07:00", except.Split(','));

        Assert.Equal(waits ? Seven : null, quiet.Until(lane, Eleven));
        Assert.Null(quiet.Until(lane, DeskUnderTest.Monday));
    }

    [Theory]
    [InlineData("21:30", "emergency", "hours must read like 21:30-07:00, not '21:30'")]
    [InlineData("07:00-07:00", "emergency", "hours must read like 21:30-07:00, not '07:00-07:00'")]
    [InlineData("21:30-07:00", "urgent", "except must name emergency")]
    [InlineData("21:30-07:00", "emergency,soon", "except may name emergency, urgent, today, scheduled, not 'soon'")]
    [InlineData("21:30-07:00", "emergency,7", "except may name emergency, urgent, today, scheduled, not '7'")]
    public void What_cannot_be_stops_the_program_with_a_sentence(string hours, string except, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<InvalidOperationException>(() => Policy(hours, except.Split(','))).Message, StringComparison.Ordinal);

    private static QuietPolicy Policy(string hours, string[] except)
    {
        var policy = new QuietPolicy { Hours = hours, Except = [.. except] };
        policy.Check();
        return policy;
    }
}
