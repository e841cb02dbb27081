using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DialogBot;
using DialogBot.Understanding;
using Dispatch.Orders;
using VoiceGateway.Chat;
using VoiceGateway.Screens.Touch;
using YamlDotNet.Serialization;

namespace VoiceGateway.Tests.Screens.Touch;

/// <summary>What stands on the touch screen: every word is there, every tile has a picture and is understood.</summary>
public sealed partial class TouchWordsTests
{
    private static readonly string Prompts = Path.Combine(AppContext.BaseDirectory, "prompts");
    private static readonly TouchWords Words = TouchWords.Load(Prompts, ChatLines.Load(Prompts).Digits);
    private static readonly Understander Understander = Understander.Load(Prompts);
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Services
    {
        get
        {
            var file = new DeserializerBuilder().IgnoreUnmatchedProperties().Build().Deserialize<Dictionary<string, Dictionary<string, Dictionary<string, object>>>>(File.ReadAllText(Path.Combine(Prompts, "services.yaml")));
            return [.. file["services"].Select(service => (service.Key, (string)service.Value["name"]))];
        }
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void A_tile_says_what_is_understood_as_its_service(string code, string name)
    {
        var reading = Read(Words.WishFor(code, name));
        Assert.Equal((Intent.OrderCreate, code), (reading.Intent, Assert.Single(reading.Services).Code));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_tile_that_repeats_an_order_says_service_and_time(string code, string name)
    {
        var reading = Read(Words.AgainFor(code, name, "明天下午三点"));
        Assert.Equal((Intent.OrderCreate, code), (reading.Intent, Assert.Single(reading.Services).Code));
        Assert.NotNull(reading.When);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_service_has_a_picture(string code, string name) =>
        Assert.True(Site("screen/pictures.svg").Contains($"<symbol id=\"{code}\"", StringComparison.Ordinal), $"{name} has none");

    [Fact]
    public void Every_word_and_picture_that_the_page_asks_for_is_there()
    {
        var script = Site("screen/screen.js");
        var asked = Asked().Matches(script).Concat(Slot().Matches(Site("screen.html"))).Select(match => match.Groups["key"].Value).Except(["known", "hotline"]).ToHashSet(StringComparer.Ordinal);
        Assert.True(asked.Count > 40, $"only {asked.Count} words were found in the page");
        Assert.Empty(asked.Except(Words.Page.Keys.Concat(Words.Spoken.Keys)));
        Assert.Empty(Words.Page.Keys.Except(asked));
        Assert.All(Spoken().Matches(script).Select(match => match.Groups["key"].Value).Except(["last", "order", "help"]), key => Assert.Contains(key, Words.Spoken.Keys));
        var pictures = Site("screen/pictures.svg");
        Assert.All(Picture().Matches(script + Site("screen.html")).Select(match => match.Groups["key"].Value), name => Assert.Contains($"<symbol id=\"{name}\"", pictures, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_standing_of_an_order_has_its_words_and_its_step()
    {
        Assert.Equal(5, Words.Steps.Count);
        foreach (var state in Enum.GetValues<OrderState>())
        {
            var order = new Order
            {
                Number = "G1",
                Terms = null!,
                Lane = Lane.Scheduled,
                PromiseBy = Monday,
                DoorstepCode = "1234",
                AcceptedAt = Monday,
                Version = 1,
                State = state,
                DoneAt = state is OrderState.Done or OrderState.Reviewed or OrderState.Closed ? Monday : null,
            };
            Assert.Contains(TouchOrders.StandingOf(order), Words.Standings.Keys);
            Assert.InRange(TouchOrders.StepOf(order), 0, Words.Steps.Count - 1);
        }
    }

    private static Reading Read(string text) => Understander.Read(Utterance.Typed(text, "1"), Monday, "guilin");

    private static string Site(string name, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../src/VoiceGateway/wwwroot", name)));

    [GeneratedRegex(@"\btexts\.(?<key>\w+)|pagerButton\(""(?<key>\w+)""|\[""(?<key>service|time|sum|address)"", wish|^const ownAids = \[(""(?<key>\w+)""(, )?)+", RegexOptions.Multiline)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{\{(?<key>\w+)\}\}")]
    private static partial Regex Slot();

    [GeneratedRegex(@"speak\(""(?<key>\w+)""|notice\(texts\.\w+, ""(?<key>\w+)""")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"picture\(""(?<key>[\w-]+)""|pictures\.svg#(?<key>[\w-]+)""")]
    private static partial Regex Picture();
}
