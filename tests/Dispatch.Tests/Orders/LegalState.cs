using Dispatch.Orders;

namespace Dispatch.Tests.Orders;

/// <summary>What holds of an order after every event, whatever was wanted of it.</summary>
internal static class LegalState
{
    /// <param name="before">The order before one event or none.</param>
    public static void Assert(Order before, Order after)
    {
        var holds = after.Offers.Count(offer => offer.Ending is OfferEnding.Taken);
        var open = after.Offers.Count(offer => offer.IsOpen);
        Xunit.Assert.Equal(after.State is OrderState.Offered ? 1 : 0, open);
        Xunit.Assert.Equal(after.State is OrderState.Taken or OrderState.Arrived or OrderState.Done or OrderState.Reviewed or OrderState.Closed ? 1 : 0, holds);
        if (after.State is not OrderState.Cancelled)
        {
            Xunit.Assert.Equal(holds == 1, after.VendorId is not null);
        }

        Xunit.Assert.True(after.State is not OrderState.Escalated || after.Escalation is not null);
        Xunit.Assert.True(after.Escalation is null || !after.AwaitsOffer);
        Xunit.Assert.True(after.Terms.Until > after.Terms.From);
        Xunit.Assert.Equal(after.IsEnded, after.EndedAt is not null);
        Xunit.Assert.True(!before.IsEnded || after == before);
        Xunit.Assert.Equal(after.Version, before.Version + (after == before ? 0 : 1));
        if (after.VendorId is not null && before.VendorId is not null)
        {
            Xunit.Assert.Equal(before.VendorId, after.VendorId);
        }
    }
}
