using System.Globalization;

namespace Dispatch.Ledger;

/// <summary>A hash that an auditor has noted outside the database, so that not even a chain written anew from its beginning can pass.</summary>
public sealed record ChainAnchor(string Region, long Sequence, string Hash)
{
    public override string ToString() => $"{Region}:{Sequence}:{Hash}";

    /// <summary>Reads guilin:1042:9f3c….</summary>
    public static bool TryParse(string text, out ChainAnchor? anchor)
    {
        anchor = text.Split(':') is [{ Length: > 0 } region, var place, { Length: > 0 } hash]
            && long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new ChainAnchor(region, sequence, hash)
            : null;
        return anchor is not null;
    }
}
