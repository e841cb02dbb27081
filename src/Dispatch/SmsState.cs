namespace Dispatch;

/// <summary>How far a message has come, in the carriers' order; they may report out of order and repeat themselves.</summary>
public enum SmsState
{
    /// <summary>Waits at the carrier (accepted, queued, scheduled, sending).</summary>
    Queued,

    /// <summary>Handed on towards the phone; nobody knows yet whether it gets there.</summary>
    Sent,

    /// <summary>On the phone. Whatever is said later, this stays.</summary>
    Delivered,

    /// <summary>Lost on the way, and another try may succeed: handset off, queue full, unknown error (e.g. Twilio 30001, 30003, 30008).</summary>
    Undelivered,

    /// <summary>This number will not get it: landline, bad number, opted out, filtered (e.g. Twilio 21211, 21610, 21614, 30005, 30006, 30007). Another way is used at once.</summary>
    Unreachable,
}
