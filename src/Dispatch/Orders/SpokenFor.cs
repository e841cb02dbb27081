using Dispatch.Registry;

namespace Dispatch.Orders;

/// <summary>Somebody close to the elder ordered in the elder's stead.</summary>
/// <param name="IsRepeat">It was on the books already, and was merged.</param>
public sealed record SpokenFor(Contact By, DateTimeOffset At, bool IsRepeat);
