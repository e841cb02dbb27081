namespace DialogBot.Services;

/// <summary>One entry of the catalogue.</summary>
/// <param name="Name">How it is said aloud.</param>
/// <param name="Worker">How the one who comes is called (阿姨, 师傅).</param>
/// <param name="UnitFen">Price of one unit, in fen; 0 is free of charge.</param>
/// <param name="Usual">Units of a usual visit.</param>
/// <param name="Extra">What is not in the price, as it is said; null where the price is all.</param>
/// <param name="Payers">Who may pay, the elder's best first.</param>
/// <param name="Lead">Earliest that it can be had after the order.</param>
/// <param name="Opens">Earliest hour a visit may begin.</param>
/// <param name="Closes">Latest hour a visit may begin.</param>
/// <param name="Destination">A place that is named is where to go to (hospital, shop), not where to come to.</param>
internal sealed record Service(
    string Code,
    string Name,
    string Worker,
    long UnitFen,
    PriceUnit Unit,
    decimal Usual,
    string? Extra,
    IReadOnlyList<Payer> Payers,
    TimeSpan Lead,
    TimeSpan Duration,
    TimeOnly Opens,
    TimeOnly Closes,
    bool Urgent,
    bool Destination);
