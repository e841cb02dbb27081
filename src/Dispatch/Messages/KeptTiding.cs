using Dispatch.Orders;

namespace Dispatch.Messages;

/// <summary>A tiding as it last went out, and the lane in which it did.</summary>
internal sealed record KeptTiding(Lane Lane, Tiding Tiding);
