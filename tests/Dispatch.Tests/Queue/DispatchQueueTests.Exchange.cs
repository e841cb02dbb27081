using Dispatch.Orders;
using Dispatch.Queue;

namespace Dispatch.Tests.Queue;

/// <summary>Ending claims and making the next in one call, as workers do.</summary>
public abstract partial class DispatchQueueTests
{
    [Fact]
    public async Task One_call_ends_a_claim_and_makes_the_next()
    {
        await PutAsync(Errand("order/1"), Errand("order/2"));
        var first = Assert.Single(await ClaimAsync());

        var (held, claims) = await ExchangeAsync(1, (first, Completion.Finished));

        Assert.Equal(1, held);
        var second = Assert.Single(claims);
        Assert.Equal("order/2", second.Errand.Id);
        Assert.True(second.Token > first.Token);
        Assert.Equal(new QueueCounts(0, 0, 0, 0, 0, 1), await queue.CountAsync(Region, Cancellation));
        Assert.Equal([null, ""], await queue.PayloadsAsync(Region, ["order/1", "order/2"], Cancellation));
    }

    [Fact]
    public async Task One_call_ends_many_claims_and_makes_as_many()
    {
        await PutAsync([.. Enumerable.Range(0, 40).Select(i => Errand($"order/{i:D2}"))]);
        var claims = await ClaimAsync(20);

        var (held, next) = await ExchangeAsync(30, [.. claims.Select(claim => (claim, Completion.Finished))]);

        Assert.Equal(20, held);
        Assert.Equal(Enumerable.Range(20, 20).Select(i => $"order/{i:D2}"), Ids(next));
        Assert.Equal(new QueueCounts(0, 0, 0, 0, 0, 20), await queue.CountAsync(Region, Cancellation));
    }

    [Fact]
    public async Task The_same_end_said_twice_ends_nothing_that_was_claimed_since()
    {
        await PutAsync(Errand("order/1"));
        var first = Assert.Single(await ClaimAsync());
        Assert.Equal(1, (await ExchangeAsync(1, (first, Completion.Finished))).Held);
        await PutAsync(Errand("order/1") with { Payload = "news" });
        var second = Assert.Single(await ClaimAsync());

        var (held, claims) = await ExchangeAsync(1, (first, Completion.Finished));

        Assert.Equal(0, held);
        Assert.Empty(claims);
        Assert.Equal(["news"], await queue.PayloadsAsync(Region, ["order/1"], Cancellation));
        Assert.Equal([true], await queue.HoldAsync(Region, [second], Cancellation));
    }

    [Fact]
    public async Task A_worker_whose_lease_ran_out_ends_nothing_and_gets_its_next_claim_all_the_same()
    {
        await PutAsync(Errand("order/1"));
        var late = Assert.Single(await ClaimAsync());
        time.Advance(options.Lease);
        var current = Assert.Single(await ClaimAsync());
        await PutAsync(Errand("order/2"), Errand("order/3"));
        var held = Assert.Single(await ClaimAsync());

        var answer = await ExchangeAsync(5, (late, new Completion(Noon.AddHours(1), "late")), (held, Completion.Finished));

        Assert.Equal(1, answer.Held);
        Assert.Equal(["order/3"], Ids(answer.Claims));
        Assert.Equal(["", null], await queue.PayloadsAsync(Region, ["order/1", "order/2"], Cancellation));
        Assert.Equal([true, true], await queue.HoldAsync(Region, [current, .. answer.Claims], Cancellation));
    }

    [Fact]
    public async Task What_is_wanted_again_at_once_can_be_the_next_claim_and_what_is_wanted_later_waits()
    {
        await PutAsync(Errand("order/1"), Errand("order/2"));
        var claims = await ClaimAsync(2);

        var (held, next) = await ExchangeAsync(5, (claims[0], new Completion(Noon, "seen")), (claims[1], new Completion(Noon.AddMinutes(5), "seen")));

        Assert.Equal(2, held);
        Assert.Equal(claims[0].Errand with { Payload = "seen" }, Assert.Single(next).Errand);
        Assert.Equal(new QueueCounts(0, 0, 0, 0, 1, 1), await queue.CountAsync(Region, Cancellation));
    }

    [Fact]
    public async Task An_ended_errand_that_was_put_again_meanwhile_is_the_next_claim()
    {
        await PutAsync(Errand("order/1"), Errand("order/2"));
        var claims = await ClaimAsync(2);
        await PutAsync(Errand("order/1") with { Payload = "news" });

        var (held, next) = await ExchangeAsync(5, [.. claims.Select(claim => (claim, Completion.Finished))]);

        Assert.Equal(2, held);
        Assert.Equal(claims[0].Errand with { Payload = "news" }, Assert.Single(next).Errand);
        Assert.Equal(1, (await ExchangeAsync(0, (next[0], Completion.Finished))).Held);
        Assert.Equal(new QueueCounts(0, 0, 0, 0, 0, 0), await queue.CountAsync(Region, Cancellation));
    }

    [Fact]
    public async Task Work_rings_for_whoever_looked_in_vain()
    {
        // A region of its own, as for the emergency's bell.
        const string Quiet = "quiet-work";
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.ListenAsync(Quiet, _ => heard.TrySetResult(), Cancellation);

        for (var i = 0; i < 100 && !heard.Task.IsCompleted; i++)
        {
            Assert.Equal(i, (await queue.ClaimAsync(Quiet, i + 1, Lane.Emergency, Lane.Scheduled, Cancellation)).Count);
            await queue.PutAsync(Quiet, [.. Enumerable.Range(0, i + 1).Select(each => Errand($"order/{i}-{each}"))], Cancellation);
            await Task.WhenAny(heard.Task, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation));
        }

        await heard.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
    }

    private Task<(int Held, IReadOnlyList<Claim> Claims)> ExchangeAsync(int most, params (Claim, Completion)[] attended) =>
        queue.ExchangeAsync(Region, attended, most, Lane.Emergency, Lane.Scheduled, Cancellation);
}
