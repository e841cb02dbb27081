using Testing;

namespace Dispatch.Tests;

/// <summary>The clock that the stories stand on is moved by a test and by <see cref="RunningClock"/> at once.</summary>
public sealed class ManualTimeTests
{
    [Fact]
    public void A_small_step_that_ends_after_a_large_one_does_not_turn_the_clock_back()
    {
        var time = new ManualTime(DeskUnderTest.Monday);
        using var timer = time.CreateTimer(_ => time.Advance(TimeSpan.FromHours(25)), null, TimeSpan.FromMilliseconds(10), Timeout.InfiniteTimeSpan);

        time.Advance(TimeSpan.FromMilliseconds(25));

        Assert.True(time.GetUtcNow() >= DeskUnderTest.Monday.AddHours(25));
    }
}
