using YamlDotNet.Serialization;

namespace VoiceGateway.Screens.Touch;

/// <summary>What the touch screen shows and says itself, beside the bot: prompts/zh-CN/screen.yaml.</summary>
internal sealed record TouchWords
{
    /// <summary>For the page, by name.</summary>
    public required Dictionary<string, string> Page { get; init; }

    /// <summary>What the page may have spoken, by name; some of them stand on it too.</summary>
    public required Dictionary<string, string> Spoken { get; init; }

    /// <summary>The steps of an order's life, from 受理 to 完工.</summary>
    public required List<string> Steps { get; init; }

    /// <summary>The services on the first page, by their codes; the others are on the next.</summary>
    public required List<string> First { get; init; }

    /// <summary>What a tile says for the elder; {service} is its name.</summary>
    public required string Wish { get; init; }

    /// <summary>What the tile that repeats an order says for the elder; {time}, {service}.</summary>
    public required string Again { get; init; }

    /// <summary>Services that people call otherwise than the catalogue does, by their codes.</summary>
    public required Dictionary<string, string> AsSaid { get; init; }

    /// <summary>An order, spoken; {time}, {service}, {standing}.</summary>
    public required string Order { get; init; }

    /// <summary>Its doorstep code, spoken; {code} digit by digit.</summary>
    public required string Code { get; init; }

    /// <summary>How an order stands, by name; {vendor} comes.</summary>
    public required Dictionary<string, string> Standings { get; init; }

    /// <summary>A day and no hour; {day}.</summary>
    public required string SomeTime { get; init; }

    /// <summary>Digits from zero on, as they are spoken one by one.</summary>
    [YamlIgnore]
    public string Digits { get; private init; } = "";

    /// <summary>What a tile says for the elder.</summary>
    /// <param name="name">As the catalogue has it.</param>
    public string WishFor(string code, string name) => Wish.Replace("{service}", AsSaid.GetValueOrDefault(code, name), StringComparison.Ordinal);

    /// <summary>What the tile that repeats an order says for the elder.</summary>
    /// <param name="time">明天下午三点.</param>
    public string AgainFor(string code, string name, string time) =>
        Again.Replace("{service}", AsSaid.GetValueOrDefault(code, name), StringComparison.Ordinal).Replace("{time}", time, StringComparison.Ordinal);

    /// <param name="prompts">The folder prompts/.</param>
    public static TouchWords Load(string prompts, string digits) => PromptFile.Read<TouchWords>(prompts, "zh-CN", "screen.yaml") with { Digits = digits };
}
