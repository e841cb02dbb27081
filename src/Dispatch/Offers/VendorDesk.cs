using Dispatch.Ledger;
using Dispatch.Messages;
using Dispatch.Orders;
using Dispatch.Queue;
using Dispatch.Registry;
using Dispatch.Wording;
using Microsoft.Extensions.Logging;

namespace Dispatch.Offers;

/// <summary>
/// Hears what vendors say by SMS and by keys on the phone, does it, and answers. What was written while the ledger is away waits in the
/// queue: carriers deliver again only so often.
/// </summary>
internal sealed partial class VendorDesk(
    VendorDirectory vendors,
    OrderBook book,
    OrderDesk orders,
    HeardMessages heard,
    ReplyReader reader,
    Outbox outbox,
    DispatchQueue queue,
    DispatchOptions options,
    ISmsSender carrier,
    Phrases phrases,
    TimeProvider time,
    ILogger<VendorDesk> logger) : IErrandRunner
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly Phrasebook sms = phrases.Sms;
    private readonly OrderWords words = phrases.Written;

    public string Kind => "reply";

    /// <exception cref="RedisUnavailableException">Neither the ledger nor the queue has it: the carrier should deliver it again.</exception>
    public async Task HearAsync(IncomingSms message, CancellationToken cancellation)
    {
        try
        {
            await HearOnceAsync(message, cancellation);
        }
        catch (LedgerUnavailableException away)
        {
            Log.HeardLater(logger, message.Id, away.Message);
            var now = time.GetUtcNow();
            await queue.PutAsync(options.Regions[0], [new Errand($"{Kind}/{message.Id}", Lane.Urgent, now, now + AfterFailure, MessageLog.Write(message))], cancellation);
        }
    }

    public async Task<Completion> AttendAsync(string region, Errand errand, CancellationToken cancellation)
    {
        await HearOnceAsync(MessageLog.Read<IncomingSms>(errand.Payload), cancellation);
        return Completion.Finished;
    }

    private async Task HearOnceAsync(IncomingSms message, CancellationToken cancellation)
    {
        if (!await BeginAsync(message.Id, cancellation))
        {
            return;
        }

        try
        {
            await AnswerAsync(message, cancellation);
        }
        catch
        {
            await ForgetAsync(message.Id, cancellation);
            throw;
        }

        await EndAsync(message.Id, cancellation);
    }

    /// <summary>1 or 2 on an offer by phone.</summary>
    /// <exception cref="LedgerUnavailableException">It was not heard: the vendor has to be called again.</exception>
    public async Task HearKeyAsync(string region, TidingSubject.Asked asked, char key, CancellationToken cancellation)
    {
        var number = asked.OrderNumber;
        if (await book.FindAsync(number, cancellation) is not { } order
            || order.Offers.FirstOrDefault(offer => offer.Id == asked.OfferId) is not { } offer
            || await vendors.FindAsync(offer.VendorId, cancellation) is not { } vendor)
        {
            Log.UnknownOffer(logger, number, asked.OfferId);
            return;
        }

        var by = $"vendor:{vendor.Id}";
        OrderCommand command = key == '1' ? new OrderCommand.Take(by, vendor.Id) : new OrderCommand.Decline(by, vendor.Id);
        var outcome = await DoAsync(number, command, cancellation);
        if (await AnswerToAsync(number, command, outcome, cancellation) is { } text && vendor.TakesSms)
        {
            await SayAsync(region, new Tiding($"answer/{OrderTidings.OfferCallId(order, offer)}/{key}", vendor.Phone, text, null), cancellation);
        }
    }

    private async Task AnswerAsync(IncomingSms message, CancellationToken cancellation)
    {
        if (await vendors.FindByPhoneAsync(message.From, cancellation) is not { } vendor)
        {
            if (await heard.MayAnswerUnknownAsync(message.From, cancellation))
            {
                await carrier.SendAsync(new Sms($"answer/{message.Id}", message.From, sms.Text("unknown-sender", [])), cancellation);
            }

            return;
        }

        var now = time.GetUtcNow();
        var concerned = await book.OrdersAskedOfAsync(vendor.Id, cancellation);
        var answer = ReplyRules.Decide(reader.Read(message.Text), vendor.Id, concerned, now) switch
        {
            Verdict.Command command => await DoAsync(message.From, command, cancellation),
            Verdict.Which which => await OnceMoreAsync(message.From, Choices(which, vendor.Id, concerned, now), cancellation),
            Verdict.NothingOpen => await OnceMoreAsync(message.From, sms.Text("nothing-open", []), cancellation),
            _ => await OnceMoreAsync(message.From, sms.Text("not-understood", []), cancellation),
        };
        if (answer is { } text)
        {
            await SayAsync(vendor.Region, new Tiding($"answer/{message.Id}", vendor.Phone, text, null), cancellation);
        }
    }

    /// <summary>A machine that answers every message with 好的 is not answered for ever that it is so already.</summary>
    private async Task<string?> DoAsync(string phone, Verdict.Command command, CancellationToken cancellation)
    {
        var outcome = await DoAsync(command.OrderNumber, command.Order, cancellation);
        var answer = await AnswerToAsync(command.OrderNumber, command.Order, outcome, cancellation);
        return answer is null || outcome is OrderOutcome.Happened ? answer : await OnceMoreAsync(phone, answer, cancellation);
    }

    private async Task<OrderOutcome> DoAsync(string number, OrderCommand command, CancellationToken cancellation) =>
        await orders.DoAsync(number, command, cancellation) is var outcome and not OrderOutcome.Unavailable
            ? outcome
            : throw new LedgerUnavailableException($"what a vendor said of {number} could not be kept");

    private async Task<string?> AnswerToAsync(string number, OrderCommand command, OrderOutcome outcome, CancellationToken cancellation)
    {
        if (ReplyRules.AnswerTo(command, outcome) is not { } key)
        {
            return null;
        }

        var order = await book.FindAsync(number, cancellation);
        return sms.Text(key, order is null ? [] : words.When(order, time.GetUtcNow()));
    }

    private async Task<string?> OnceMoreAsync(string phone, string text, CancellationToken cancellation) =>
        await heard.MayClarifyAsync(phone, cancellation) ? text : null;

    private string Choices(Verdict.Which which, string vendorId, IReadOnlyList<Order> concerned, DateTimeOffset now)
    {
        // Three choices fill the two segments; whoever has more calls, or answers one by one.
        var shown = which.Choices.OrderBy(order => order.Terms.From).Take(3).ToList();
        var codes = ReplyCodes.Of(vendorId, concerned);
        var list = string.Concat(shown.Select(order => sms.Text("choice", words.When(order, now).With("code", codes[order.Number]))));
        var example = codes[shown[0].Number] + sms.Word($"example-{which.Word}".ToLowerInvariant());
        return sms.Text("which", new Slots { ["example"] = example, ["choices"] = list });
    }

    /// <summary>Answers go through the queue, where a busy carrier is tried again; without a queue they are sent at once.</summary>
    private async Task SayAsync(string region, Tiding tiding, CancellationToken cancellation)
    {
        try
        {
            await outbox.PostAsync(region, Lane.Urgent, [tiding], cancellation);
        }
        catch (RedisUnavailableException)
        {
            await carrier.SendAsync(new Sms(tiding.NameIn(region).ToString(), tiding.To, tiding.Sms!), cancellation);
        }
    }

    /// <summary>Without Redis a message may be heard twice; the ledger then says that it was so already.</summary>
    private async Task<bool> BeginAsync(string messageId, CancellationToken cancellation)
    {
        try
        {
            return await heard.BeginAsync(messageId, cancellation);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoMemory(logger, away.Message);
            return true;
        }
    }

    private async Task EndAsync(string messageId, CancellationToken cancellation)
    {
        try
        {
            await heard.EndAsync(messageId, cancellation);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoMemory(logger, away.Message);
        }
    }

    private async Task ForgetAsync(string messageId, CancellationToken cancellation)
    {
        try
        {
            await heard.ForgetAsync(messageId, cancellation);
        }
        catch (RedisUnavailableException away)
        {
            Log.NoMemory(logger, away.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A key was pressed for the offer {OfferId} of {Number}, which the ledger does not know")]
        public static partial void UnknownOffer(ILogger logger, string number, string offerId);

        [LoggerMessage(LogLevel.Warning, "Message {Id} is heard later: {Reason}")]
        public static partial void HeardLater(ILogger logger, string id, string reason);

        [LoggerMessage(LogLevel.Warning, "Whether a message was heard before is not known: {Reason}")]
        public static partial void NoMemory(ILogger logger, string reason);
    }
}
