namespace Dispatch.Offers;

/// <param name="Fit">Who may be asked, the best first.</param>
/// <param name="Unfit">Who may not, and why.</param>
internal sealed record Ranking(IReadOnlyList<Candidate> Fit, IReadOnlyList<Unfit> Unfit);
