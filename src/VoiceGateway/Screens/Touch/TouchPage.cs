using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Dispatch.Offers;
using Microsoft.Extensions.Options;
using VoiceGateway.Calls;

namespace VoiceGateway.Screens.Touch;

/// <summary>
/// The page: wwwroot/screen.html, its {{words}} filled in, and the rest of what it says and shows beside them, so that a browser that has
/// kept it can show the hotline's number without us.
/// </summary>
internal sealed partial class TouchPage
{
    private static readonly HtmlEncoder Html5 = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public TouchPage(IWebHostEnvironment site, TouchWords words, ServiceCatalogue services, IOptions<CallOptions> calls)
    {
        var texts = new Dictionary<string, string>(words.Spoken.Concat(words.Page)) { ["hotline"] = calls.Value.Hotline };
        string Fill(string text) => text.Replace("{hotline}", calls.Value.Hotline, StringComparison.Ordinal);
        var known = JsonSerializer.Serialize(
            new
            {
                texts = texts.ToDictionary(text => text.Key, text => Fill(text.Value)),
                steps = words.Steps,
                tiles = words.First.Concat(services.Codes.Except(words.First)).Select(code => Tile(code, services.Find(code).Name, words)),
                first = words.First.Count,
            },
            Json);
        var page = File.ReadAllText(Path.Combine(site.WebRootPath, "screen.html"));
        Html = Slot().Replace(page, slot => slot.Groups[1].Value == "known" ? known : Html5.Encode(Fill(texts[slot.Groups[1].Value])));
    }

    public string Html { get; }

    private static object Tile(string code, string name, TouchWords words) =>
        new { code, name, text = words.WishFor(code, name) };

    [GeneratedRegex(@"\{\{([a-zA-Z]+)\}\}")]
    private static partial Regex Slot();
}
