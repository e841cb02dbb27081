using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Dispatch.Accounts;
using Dispatch.Orders;
using Dispatch.Registry;
using VoiceGateway.Console.Wording;

namespace VoiceGateway.Tests.Console;

public sealed partial class ConsoleTextsTests
{
    private static readonly ConsoleTexts Texts = ConsoleTexts.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));

    [Fact]
    public void Both_languages_have_the_same_keys() =>
        Assert.Equal(Texts[Language.Chinese].Keys.Order(StringComparer.Ordinal), Texts[Language.English].Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_have_the_same_slots()
    {
        foreach (var key in Texts[Language.Chinese].Keys)
        {
            Assert.Equal((key, Slots(Texts[Language.Chinese][key])), (key, Slots(Texts[Language.English][key])));
        }
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_is_there()
    {
        var keys = Sources().SelectMany(file => Asked().Matches(File.ReadAllText(file))).Select(match => match.Groups["key"].Value).Distinct().ToList();
        Assert.True(keys.Count > 100, $"only {keys.Count} keys were found in the pages");
        Assert.All(keys, key => Assert.NotEmpty(Texts[Language.Chinese][key]));
    }

    [Fact]
    public void Every_state_role_and_payer_has_a_name()
    {
        Assert.All(Enum.GetValues<OrderState>(), state => Assert.NotEmpty(Texts[Language.English].Of(state)));
        Assert.All(Enum.GetValues<AccountRole>(), role => Assert.NotEmpty(Texts[Language.English].Of(role)));
        Assert.All(Enum.GetValues<Payer>(), payer => Assert.NotEmpty(Texts[Language.English].Of(payer)));
        Assert.All(Enum.GetValues<CareTier>(), tier => Assert.NotEmpty(Texts[Language.English].Of(tier)));
        Assert.All(Enum.GetValues<VendorKind>(), kind => Assert.NotEmpty(Texts[Language.English].Of(kind)));
    }

    [Theory]
    [InlineData(7, "0:07")]
    [InlineData(-247, "4:07")]
    [InlineData(3729, "1:02:09")]
    public void A_clock_reads_minutes_and_seconds_and_hours_where_there_are_any(int seconds, string shown) =>
        Assert.Equal(shown, Words.Span(TimeSpan.FromSeconds(seconds)));

    private static string Slots(string text) => string.Join(' ', Slot().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Sources([CallerFilePath] string here = "")
    {
        var console = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/VoiceGateway/Console"));
        return Directory.EnumerateFiles(console, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".razor" or ".cs");
    }

    [GeneratedRegex("""\b[Tt](exts\[language\])?(\.Say\(|\[)"(?<key>[a-z][A-Za-z-]*\.[A-Za-z.-]+)""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Slot();
}
