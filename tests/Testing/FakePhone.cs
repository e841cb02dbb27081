using System.Text;
using Dispatch;

namespace Testing;

/// <summary>A phone in the hands of a test: vendor.GetsSms("打扫卫生").Replies("接") reads as it happens.</summary>
public sealed class FakePhone(FakeCarrier carrier, string number)
{
    /// <summary>Far more than anything takes; only a test that fails waits so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly List<Sms> unread = [];
    private readonly List<FakeCall> ringing = [];
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Number => number;

    /// <summary>Every message that came, oldest first.</summary>
    public IReadOnlyList<Sms> Inbox
    {
        get
        {
            lock (gate)
            {
                return [.. inbox];
            }
        }
    }

    private readonly List<Sms> inbox = [];

    /// <summary>Waits for a message that was not looked at yet and contains a text; what came before it and does not is left unread.</summary>
    public async Task<FakePhone> GetsSms(string containing)
    {
        await TakeAsync(unread, sms => sms.Text.Contains(containing, StringComparison.Ordinal), $"an SMS with '{containing}'");
        return this;
    }

    /// <summary>Waits for a call that says a text.</summary>
    public Task<FakeCall> Rings(string saying) =>
        TakeAsync(ringing, call => call.Text.Contains(saying, StringComparison.Ordinal), $"a call that says '{saying}'");

    /// <summary>Writes to the desk; returns when it has heard.</summary>
    public async Task<FakePhone> Replies(string text)
    {
        await carrier.DeliverAsync(number, text);
        return this;
    }

    internal void Receive(Sms sms)
    {
        lock (gate)
        {
            inbox.Add(sms);
            unread.Add(sms);
            Wake();
        }
    }

    internal void Ring(FakeCall call)
    {
        lock (gate)
        {
            ringing.Add(call);
            Wake();
        }
    }

    private void Wake()
    {
        var woken = news;
        news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        woken.SetResult();
    }

    private async Task<T> TakeAsync<T>(List<T> from, Predicate<T> which, string what)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            Task more;
            lock (gate)
            {
                if (from.FindIndex(which) is var found and >= 0)
                {
                    var taken = from[found];
                    from.RemoveAt(found);
                    return taken;
                }

                more = news.Task;
            }

            try
            {
                await more.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{number} never got {what}. {Story()}");
            }
        }
    }

    private string Story()
    {
        lock (gate)
        {
            var story = new StringBuilder("It got: ");
            story.AppendJoin(" | ", inbox.Select(sms => sms.Text));
            story.Append(" Calls: ").AppendJoin(" | ", carrier.Calls.Where(call => call.Call.To == number).Select(call => call.Text));
            return story.ToString();
        }
    }
}
