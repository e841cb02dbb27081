using System.Text;
using System.Text.RegularExpressions;

namespace DialogBot.Understanding.SecondOpinions;

/// <summary>Takes out of an utterance what would tell a stranger who is speaking: rather a word too many than a name.</summary>
internal static partial class Discretion
{
    private const string Hidden = "○○";

    public static string Hide(string text, Caller caller)
    {
        var hidden = new StringBuilder(text);
        foreach (var known in new[] { caller.Address, caller.Name, caller.Honorific }.Where(known => known is { Length: > 1 }))
        {
            hidden.Replace(known!, Hidden);
        }

        return Door().Replace(Street().Replace(Name().Replace(LongNumber().Replace(hidden.ToString(), Hidden), Hidden), Hidden), Hidden);
    }

    /// <summary>A telephone, identity or card number, in figures or spoken digit by digit.</summary>
    [GeneratedRegex("[0-9〇零一二三四五六七八九幺](?:[ -]?[0-9〇零一二三四五六七八九幺]){5,}")]
    private static partial Regex LongNumber();

    /// <summary>我叫李桂花, at the end of what is said; but not 我叫个人来修灯.</summary>
    [GeneratedRegex("(?:我姓.|我叫.{2,3}(?=[,，。！!]|$)|名字叫.{2,3})")]
    private static partial Regex Name();

    /// <summary>A street with the number that follows it.</summary>
    [GeneratedRegex("[^,，。]{1,3}(?:路|街|巷|弄|小区|大院|公寓|社区)(?:[0-9〇零一二三四五六七八九十百]+号)?")]
    private static partial Regex Street();

    [GeneratedRegex("[0-9〇零一二三四五六七八九十百]+(?:号楼|栋|幢|单元|楼|室)")]
    private static partial Regex Door();
}
