using Dispatch.Orders;
using Dispatch.Registry;
using Dispatch.Wording;

namespace Dispatch.Offers;

/// <summary>An order as the vendor rules look at it.</summary>
/// <param name="Elder">Null for a caller whom the registry does not know.</param>
/// <param name="Qualification">none, or the certificate that the service wants.</param>
/// <param name="OpenToVolunteers">Volunteers and elder helpers may do it.</param>
internal sealed record Job(Order Order, Elder? Elder, string Qualification, bool OpenToVolunteers = true)
{
    public DateOnly Day { get; } = ChinaTime.DayOf(Order.Terms.From);

    public TimeOnly Start { get; } = ChinaTime.HourOf(Order.Terms.From);
}
