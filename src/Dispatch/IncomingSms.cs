namespace Dispatch;

/// <param name="Id">The carrier's id of the message: the same id is heard once, however often it is delivered.</param>
/// <param name="From">Sender's number, digits only.</param>
public sealed record IncomingSms(string Id, string From, string Text);
