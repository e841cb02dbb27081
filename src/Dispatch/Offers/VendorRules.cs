using System.Runtime.InteropServices;
using Dispatch.Orders;
using Dispatch.Registry;

namespace Dispatch.Offers;

/// <summary>Who may be asked, rule by rule, and who is asked first.</summary>
internal static class VendorRules
{
    /// <summary>Far less than any difference in points that the weights can make.</summary>
    private const double Tie = 1e-9;

    /// <summary>In the order in which they are looked at; the first that forbids is the reason given.</summary>
    public static IReadOnlyList<VendorRule> All { get; } =
    [
        new("service", static (candidate, job) => !candidate.Vendor.Services.Contains(job.Order.Terms.Service)),
        new("volunteer", static (candidate, job) => candidate.Vendor.IsFree && !job.OpenToVolunteers),
        new("qualification", static (candidate, job) => job.Qualification is not "none" and not "" && !IsQualified(candidate, job)),
        new("area", static (candidate, job) => job.Order.Terms.Area is { } area && !candidate.Vendor.Areas.Contains(area)),
        new("hours", static (candidate, job) => !candidate.Vendor.Hours.Contains(job.Start)),
        new("asked", static (candidate, job) => WasAsked(candidate, job)),
        new("refused", static (candidate, job) => job.Order.Terms.RefusedVendorId == candidate.Vendor.Id || (job.Elder is { } elder && elder.RefusedVendorIds.Contains(candidate.Vendor.Id))),
        new("capacity", static (candidate, _) => candidate.JobsOfDay >= candidate.Vendor.DailyCapacity),
        new("reachable", static (candidate, _) => candidate.Vendor is { TakesSms: false, TakesCalls: false }),
    ];

    public static string? WhyNot(Candidate candidate, Job job)
    {
        foreach (var rule in All)
        {
            if (rule.Forbids(candidate, job))
            {
                return rule.Name;
            }
        }

        return null;
    }

    public static Ranking Rank(IReadOnlyList<Candidate> candidates, Job job, OfferPolicy.Weights weights)
    {
        var fit = new List<Candidate>(candidates.Count);
        var order = new List<double>(candidates.Count);
        var unfit = new List<Unfit>();
        foreach (var candidate in candidates)
        {
            if (WhyNot(candidate, job) is { } reason)
            {
                unfit.Add(new Unfit(candidate.Vendor.Id, reason));
            }
            else
            {
                // Of equals whoever comes first in the register goes first.
                order.Add((fit.Count * Tie) - Points(candidate, job, weights));
                fit.Add(candidate);
            }
        }

        CollectionsMarshal.AsSpan(order).Sort(CollectionsMarshal.AsSpan(fit));
        return new Ranking(fit, unfit);
    }

    /// <summary>Stars from 1 to 5: what the register says, moved by every visit that an elder has rated since.</summary>
    public static double Quality(Candidate candidate, OfferPolicy.Weights weights) =>
        (((candidate.Vendor.Rating ?? weights.Unrated) * weights.Prior) + candidate.Ratings.Stars) / (weights.Prior + candidate.Ratings.Visits);

    private static double Points(Candidate candidate, Job job, OfferPolicy.Weights weights)
    {
        var vendor = candidate.Vendor;
        var preferred = job.Order.Terms.PreferredVendorId == vendor.Id
            || (job.Elder is { } elder && elder.PreferredVendorIds.Contains(vendor.Id))
            || HadItBefore(vendor, job.Order);
        return (preferred ? weights.Preferred : 0)
            + (Quality(candidate, weights) * weights.Rating)
            + (candidate.JobsOfWeek * weights.JobOfWeek);
    }

    /// <summary>Until its time was changed: whoever was to come is asked first whether the new time will do.</summary>
    private static bool HadItBefore(Vendor vendor, Order order)
    {
        foreach (var offer in order.Offers)
        {
            if (offer.Ending is OfferEnding.Moved && offer.VendorId == vendor.Id)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsQualified(Candidate candidate, Job job)
    {
        foreach (var held in candidate.Vendor.Qualifications)
        {
            if (held.Code == job.Qualification && (held.ValidUntil is not { } last || last >= job.Day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A no, silence, or 退单: the same order never comes back to the same vendor, unless its time was changed; after 退单 not even then.</summary>
    private static bool WasAsked(Candidate candidate, Job job)
    {
        foreach (var offer in job.Order.Offers)
        {
            if (offer.VendorId == candidate.Vendor.Id && (offer.Ending is OfferEnding.Returned || !(job.Order.ChangedAt > offer.MadeAt)))
            {
                return true;
            }
        }

        return false;
    }
}
