using Dispatch.Offers;

namespace Dispatch.Tests.Offers;

public sealed class ReplyReaderTests
{
    private static readonly ReplyReader Reader = new(OfferPolicy.Load());

    public static IEnumerable<TheoryDataRow<string, string, string>> Replies() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Offers", "replies.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(parts => new TheoryDataRow<string, string, string>(parts[0], parts[1], parts[2]));

    [Theory]
    [MemberData(nameof(Replies))]
    public void A_reply_means_what_the_table_says(string reply, string word, string code)
    {
        var expected = new VendorReply(Enum.Parse<VendorWord>(word), code == "-" ? null : code);

        Assert.Equal(expected, Reader.Read(reply));
    }
}
