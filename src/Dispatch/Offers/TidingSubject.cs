namespace Dispatch.Offers;

/// <summary>Who was to be told what about an order.</summary>
internal abstract record TidingSubject(string OrderNumber)
{
    /// <summary>A vendor was asked.</summary>
    /// <param name="Channel">sms or phone.</param>
    public sealed record Asked(string OrderNumber, string OfferId, string Channel) : TidingSubject(OrderNumber);

    /// <summary>The elder was asked how the visit was (回访).</summary>
    public sealed record FollowedUp(string OrderNumber) : TidingSubject(OrderNumber);

    /// <summary>A vendor or the elder was told how it stands.</summary>
    /// <param name="Lack">Why an operator has to see to it where they could not be told: a reason of prompts/sms.yaml.</param>
    public sealed record Told(string OrderNumber, string Lack) : TidingSubject(OrderNumber);
}
