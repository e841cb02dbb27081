namespace DialogBot.Services;

internal enum PriceUnit
{
    Hour,
    Visit,
    Item,
    Month,
}
