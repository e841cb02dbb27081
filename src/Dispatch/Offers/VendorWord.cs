namespace Dispatch.Offers;

internal enum VendorWord
{
    NotUnderstood,
    Take,
    Decline,
    Arrived,
    Finished,
    Change,
    Return,
}
