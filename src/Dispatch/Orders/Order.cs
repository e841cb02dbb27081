namespace Dispatch.Orders;

/// <summary>A work order (工单): the fold of its events.</summary>
public sealed record Order
{
    /// <summary>Readable and unique, e.g. G261122-0042.</summary>
    public required string Number { get; init; }

    public required OrderTerms Terms { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>Until when a vendor should have taken it.</summary>
    public required DateTimeOffset PromiseBy { get; init; }

    /// <summary>上门核验码: four digits that the elder and the worker both know.</summary>
    public required string DoorstepCode { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public required OrderState State { get; init; }

    /// <summary>How many events made it; the next one is expected at this version.</summary>
    public required long Version { get; init; }

    /// <summary>Every offer made, oldest first.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>Who has it; null while nobody has.</summary>
    public string? VendorId { get; init; }

    public DateTimeOffset? TakenAt { get; init; }

    public DateTimeOffset? ArrivedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>When it was closed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the window was last changed; declines from before then are forgotten.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    public Review? Review { get; init; }

    /// <summary>Set while an operator has to see to it, also when a vendor has it.</summary>
    public Escalation? Escalation { get; init; }

    /// <summary>Requests that were merged into this one.</summary>
    public IReadOnlyList<string> RepeatRequestIds { get; init; } = [];

    /// <summary>Who ordered it in the elder's stead, the first first; empty where the elder alone did.</summary>
    public IReadOnlyList<SpokenFor> SpokenFor { get; init; } = [];

    /// <summary>The offer whose answer is open; never more than one.</summary>
    public Offer? OpenOffer => Offers.LastOrDefault(offer => offer.IsOpen);

    /// <summary>Nothing more will be done about it.</summary>
    public bool IsEnded => State is OrderState.Closed or OrderState.Cancelled;

    /// <summary>
    /// Until then somebody may have to be told of its end, whatever becomes of the queue: whoever was to come when it was cancelled.
    /// Null where there is nobody.
    /// </summary>
    internal DateTimeOffset? NewsUntil =>
        State is OrderState.Cancelled && (VendorId is not null || Offers.Any(offer => offer.Ending is OfferEnding.Moved)) ? EndedAt + AskedVendor.Kept : null;

    /// <summary>The desk may ask the next vendor.</summary>
    public bool AwaitsOffer => State is OrderState.Accepted or OrderState.Returned;

    public static Order Fold(IEnumerable<OrderEvent> events)
    {
        Order? order = null;
        foreach (var next in events)
        {
            order = Apply(order, next);
        }

        return order ?? throw new ArgumentException("an order begins with an event", nameof(events));
    }

    /// <summary>The order after an event. Events are facts: nothing is checked here but that the first one is <see cref="OrderEvent.Accepted"/>.</summary>
    public static Order Apply(Order? order, OrderEvent happened)
    {
        if (happened is OrderEvent.Accepted accepted)
        {
            return Begin(accepted);
        }

        ArgumentNullException.ThrowIfNull(order);
        var next = order with { Version = order.Version + 1 };
        return happened switch
        {
            OrderEvent.Repeated repeated => next.Repeat(repeated),
            OrderEvent.Offered offered => next.WithOffer(offered),
            OrderEvent.Declined declined => next.EndOffer(declined.OfferId, OfferEnding.Declined, declined.At).BackToWaiting(),
            OrderEvent.Expired expired => next.EndOffer(expired.OfferId, OfferEnding.Expired, expired.At).BackToWaiting(),
            OrderEvent.Unreached { Ends: true } lost => next.MissOffer(lost).EndOffer(lost.OfferId, OfferEnding.Unreached, lost.At).BackToWaiting(),
            OrderEvent.Unreached lost => next.MissOffer(lost),
            OrderEvent.Taken taken => next.EndOffer(taken.OfferId, OfferEnding.Taken, taken.At).HeldBy(taken.VendorId, taken.At),
            OrderEvent.Assigned assigned => next.Assign(assigned),
            OrderEvent.Arrived arrived => next with { State = OrderState.Arrived, ArrivedAt = arrived.At },
            OrderEvent.Done done => next with { State = OrderState.Done, DoneAt = done.At },
            OrderEvent.Reviewed reviewed => next with { State = OrderState.Reviewed, Review = reviewed.Review },
            OrderEvent.Closed closed => next with { State = OrderState.Closed, EndedAt = closed.At, Escalation = null },
            OrderEvent.Returned returned => next.EndOfferOf(returned.VendorId, OfferEnding.Returned, returned.At).WithoutVendor(OrderState.Returned) with { Escalation = null },
            OrderEvent.Changed changed => next.Change(changed),
            OrderEvent.Escalated escalated => next.Escalate(escalated),
            OrderEvent.Claimed claimed => next.Claim(new OperatorClaim(claimed.By, claimed.At)),
            OrderEvent.Released => next.Claim(null),
            OrderEvent.Resumed => next.Resume(),
            OrderEvent.Cancelled cancelled => next.WithdrawOffers(cancelled.At) with { State = OrderState.Cancelled, EndedAt = cancelled.At, Escalation = null },
            _ => throw new NotSupportedException($"no rule for {happened.GetType().Name}"),
        };
    }

    private static Order Begin(OrderEvent.Accepted accepted) => new()
    {
        Number = accepted.Number,
        Terms = accepted.Terms,
        Lane = accepted.Lane,
        PromiseBy = accepted.PromiseBy,
        DoorstepCode = accepted.DoorstepCode,
        AcceptedAt = accepted.At,
        State = OrderState.Accepted,
        Version = 1,
        SpokenFor = accepted.Terms.SpokenBy is { } by ? [new SpokenFor(by, accepted.At, IsRepeat: false)] : [],
    };

    private Order Repeat(OrderEvent.Repeated repeated) => this with
    {
        RepeatRequestIds = [.. RepeatRequestIds, repeated.RequestId],
        SpokenFor = repeated.SpokenBy is { } by ? [.. SpokenFor, new SpokenFor(by, repeated.At, IsRepeat: true)] : SpokenFor,
    };

    private Order WithOffer(OrderEvent.Offered offered) => this with
    {
        State = OrderState.Offered,
        Offers = [.. Offers, new Offer(offered.OfferId, offered.VendorId, offered.Channel, offered.At, offered.Deadline, offered.ReplyCode)],
    };

    private Order Assign(OrderEvent.Assigned assigned)
    {
        var withdrawn = WithdrawOffers(assigned.At);
        var offer = new Offer(assigned.OfferId, assigned.VendorId, "operator", assigned.At, assigned.At, null, OfferEnding.Taken, assigned.At);
        return (withdrawn with { Offers = [.. withdrawn.Offers, offer] }).HeldBy(assigned.VendorId, assigned.At);
    }

    private Order HeldBy(string vendorId, DateTimeOffset at) =>
        this with { State = OrderState.Taken, VendorId = vendorId, TakenAt = at, Escalation = null };

    private Order WithoutVendor(OrderState state) =>
        this with { State = state, VendorId = null, TakenAt = null, ArrivedAt = null };

    /// <summary>An operator who has been called is not sent away because one more vendor said no.</summary>
    private Order BackToWaiting() =>
        this with { State = Escalation is null ? OrderState.Accepted : OrderState.Escalated };

    private Order Change(OrderEvent.Changed changed)
    {
        var moved = this with
        {
            Terms = Terms with { From = changed.From, Until = changed.Until },
            Lane = changed.Lane,
            PromiseBy = changed.PromiseBy,
            ChangedAt = changed.At,
        };
        return changed.VendorKept ? moved : moved.ReleaseVendor(changed.At).WithdrawOffers(changed.At).WithoutVendor(OrderState.Accepted) with { Escalation = null };
    }

    private Order Escalate(OrderEvent.Escalated escalated)
    {
        var waitsForOperator = State is OrderState.Accepted or OrderState.Returned;
        return this with
        {
            State = waitsForOperator ? OrderState.Escalated : State,
            Escalation = new Escalation(escalated.Reason, escalated.At),
        };
    }

    private Order Claim(OperatorClaim? claim) => this with { Escalation = Escalation is null ? null : Escalation with { Claim = claim } };

    private Order Resume() =>
        this with { State = State is OrderState.Escalated ? OrderState.Accepted : State, Escalation = null };

    private Order MissOffer(OrderEvent.Unreached lost) =>
        this with { Offers = [.. Offers.Select(offer => offer.Id == lost.OfferId ? offer with { Unreached = lost.Channel } : offer)] };

    private Order EndOffer(string offerId, OfferEnding ending, DateTimeOffset at) =>
        EndOffers(offer => offer.Id == offerId, ending, at);

    private Order EndOfferOf(string vendorId, OfferEnding ending, DateTimeOffset at) =>
        EndOffers(offer => offer.VendorId == vendorId && offer.Ending is OfferEnding.Taken, ending, at);

    private Order ReleaseVendor(DateTimeOffset at) =>
        VendorId is null ? this : EndOfferOf(VendorId, OfferEnding.Moved, at);

    private Order WithdrawOffers(DateTimeOffset at) =>
        EndOffers(offer => offer.IsOpen || (offer.Ending is OfferEnding.Taken && offer.VendorId == VendorId), OfferEnding.Withdrawn, at);

    private Order EndOffers(Func<Offer, bool> which, OfferEnding ending, DateTimeOffset at) =>
        this with { Offers = [.. Offers.Select(offer => which(offer) ? offer with { Ending = ending, EndedAt = at } : offer)] };
}
