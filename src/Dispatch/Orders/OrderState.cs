namespace Dispatch.Orders;

/// <summary>Where an order stands in its life (工单).</summary>
public enum OrderState
{
    /// <summary>受理: waits to be offered.</summary>
    Accepted,

    /// <summary>派单: one vendor has been asked and the answer is open.</summary>
    Offered,

    /// <summary>接单: one vendor has it.</summary>
    Taken,

    /// <summary>上门: the worker is at the door.</summary>
    Arrived,

    /// <summary>完工: the worker says that it is done.</summary>
    Done,

    /// <summary>回访: the elder has said how it was.</summary>
    Reviewed,

    /// <summary>办结.</summary>
    Closed,

    /// <summary>退单: the vendor gave it back; waits to be offered to another.</summary>
    Returned,

    /// <summary>转人工: has no vendor and waits for an operator.</summary>
    Escalated,

    /// <summary>取消.</summary>
    Cancelled,
}
