using Dispatch.Orders;

namespace Dispatch.Queue;

/// <summary>Something the desk has to see to at a time: an order to move on, people to ring.</summary>
/// <param name="Id">Kind and number, e.g. order/G261122-0042; the same id is one errand.</param>
/// <param name="Due">Within a lane the earliest is first.</param>
/// <param name="NotBefore">When to look at it first; null for at once.</param>
/// <param name="Payload">What whoever attends to it needs and cannot look up; mostly empty.</param>
internal sealed record Errand(string Id, Lane Lane, DateTimeOffset Due, DateTimeOffset? NotBefore = null, string Payload = "");
