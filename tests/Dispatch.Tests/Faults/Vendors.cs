using System.Collections.Concurrent;
using System.Globalization;

namespace Dispatch.Tests.Faults;

/// <summary>
/// The vendors on the other side of the carrier: they say 接 to what they are offered, some say 不接 the first time. Nobody asks them to
/// say it again. Their answers are late, come in another order than they were sent, and some of them twice at once.
/// </summary>
internal sealed class Vendors(Workforce desk, CancellationToken cancellation)
{
    private const int LatestMilliseconds = 200;
    private const int OneInTwice = 8;
    private const int OneInDeclines = 10;

    private readonly ConcurrentBag<Task> answers = [];
    private readonly Random random = new(20261122);
    private int replies;

    public void Read(Sms sms)
    {
        if (sms.Id.Split('/') is [_, _, _, "offer", var number, var offer])
        {
            Say(sms.To, number[^3..] + (Declines(number, offer) ? "不接" : "接"));
        }
    }

    public void PickUp(OutgoingCall call)
    {
        var key = call.Id.Split('/') is [_, _, _, "offer-call", var number, var offer] && Declines(number, offer) ? '2' : '1';
        Bring(() => desk.HearAsync(new CallReport(call.Id, CallEnding.Answered, key), cancellation));
    }

    /// <summary>Returns when everything that was said has been heard.</summary>
    public Task HeardAsync() => Task.WhenAll(answers);

    /// <summary>The first answer that could not be delivered, or null.</summary>
    public Exception? Fault => answers.FirstOrDefault(answer => answer.IsFaulted)?.Exception;

    private void Say(string phone, string words)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"reply-{Interlocked.Increment(ref replies)}");
        Bring(() => desk.HearAsync(new IncomingSms(id, phone, words), cancellation));
    }

    private void Bring(Func<Task> deliver)
    {
        for (var times = Chance(OneInTwice) ? 2 : 1; times > 0; times--)
        {
            answers.Add(LateAsync(deliver));
        }
    }

    private async Task LateAsync(Func<Task> deliver)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(Next(LatestMilliseconds)), TimeProvider.System, cancellation);
        await deliver();
    }

    private static bool Declines(string number, string offer) => offer == "1" && (number[^1] - '0') % OneInDeclines == 7;

    private bool Chance(int oneIn) => Next(oneIn) == 0;

    private int Next(int below)
    {
        lock (random)
        {
            return random.Next(below);
        }
    }
}
