namespace DialogBot.Dialogs;

/// <summary>Why the subsidy that a caller may have counted on does not pay.</summary>
internal enum Lacking
{
    VoucherShort,
    HoursShort,
    VoucherNotTaken,
    HoursNotTaken,
}
