using Dispatch.Orders;
using Dispatch.Registry;

namespace Dispatch.Offers;

/// <summary>Who may be asked for an order, and why not the others.</summary>
public sealed class VendorRanking
{
    private readonly OrderBook book;
    private readonly ElderDirectory elders;
    private readonly VendorDirectory vendors;
    private readonly ServiceCatalogue catalogue;
    private readonly OfferPolicy policy;
    private readonly TimeProvider time;

    internal VendorRanking(OrderBook book, ElderDirectory elders, VendorDirectory vendors, ServiceCatalogue catalogue, OfferPolicy policy, TimeProvider time)
    {
        this.time = time;
        this.book = book;
        this.elders = elders;
        this.vendors = vendors;
        this.catalogue = catalogue;
        this.policy = policy;
    }

    /// <summary>Every vendor who offers the service: those who may be asked in the desk's order, then the others.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<RankedVendor>> OfAsync(Order order, CancellationToken cancellation)
    {
        var candidates = await CandidatesAsync(order, cancellation);
        var ranking = await RankAsync(order, candidates, cancellation);
        var unfit = ranking.Unfit.ToDictionary(each => each.VendorId, each => each.Rule);
        return
        [
            .. ranking.Fit.Select(each => Explain(each, null)),
            .. candidates.Where(each => unfit.ContainsKey(each.Vendor.Id)).Select(each => Explain(each, unfit[each.Vendor.Id])),
        ];
    }

    private RankedVendor Explain(Candidate candidate, string? whyNot) => new(
        candidate.Vendor, candidate.JobsOfDay, candidate.JobsOfWeek, VendorRules.Quality(candidate, policy.Ranking), candidate.Ratings.Visits, whyNot);

    internal async Task<Ranking> RankAsync(Order order, CancellationToken cancellation) =>
        await RankAsync(order, await CandidatesAsync(order, cancellation), cancellation);

    private async Task<Ranking> RankAsync(Order order, IReadOnlyList<Candidate> candidates, CancellationToken cancellation)
    {
        var elder = order.Terms.ElderId is { } id ? await elders.FindAsync(id, cancellation) : null;
        var service = order.Terms.Service;
        var job = new Job(order, elder, catalogue.Find(service).Qualification, policy.Volunteers.Contains(service));
        return VendorRules.Rank(candidates, job, policy.Ranking);
    }

    private async Task<IReadOnlyList<Candidate>> CandidatesAsync(Order order, CancellationToken cancellation)
    {
        var terms = order.Terms;
        var day = ChinaTime.Moment(ChinaTime.DayOf(terms.From), TimeOnly.MinValue);
        var ofDay = await book.VendorLoadAsync(terms.Region, day, day.AddDays(1), cancellation);
        var ofWeek = await book.VendorLoadAsync(terms.Region, day.AddDays(-6), day.AddDays(1), cancellation);
        var ratings = await book.VendorRatingsAsync(terms.Region, time.GetUtcNow() - policy.Ranking.RatedWithin, cancellation);
        var offering = await vendors.ForServiceAsync(terms.Region, terms.Service, cancellation);
        return
        [
            .. offering.Select(vendor => new Candidate(
                vendor, ofDay.GetValueOrDefault(vendor.Id), ofWeek.GetValueOrDefault(vendor.Id), ratings.GetValueOrDefault(vendor.Id))),
        ];
    }
}
