namespace DialogBot.Services;

internal enum Payer
{
    Voucher,
    Hours,
    Self,
}
