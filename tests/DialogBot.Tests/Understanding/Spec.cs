using System.Globalization;
using DialogBot.Understanding;

namespace DialogBot.Tests.Understanding;

/// <summary>One line of a spec file: an utterance and what it means. What a line does not name must not be found.</summary>
public sealed record Spec(string Text, string Intent, string[] Services, DateOnly? Date, TimeOnly? Time, DayPart? Part, string? Every, string? Danger, string? Region)
{
    /// <summary>A Monday; the middle of the tenth lunar month.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>When it was said.</summary>
    public DateTimeOffset At { get; init; } = Now;

    /// <summary>The line says which day and hour are meant, or that none is.</summary>
    public bool TellsTime { get; init; } = true;

    public static IReadOnlyList<Spec> Load(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Understanding", "specs", file)).Where(line => line.Length > 0 && line[0] != '#').Select(Parse)];

    /// <summary>The guesses of a recogniser are divided by " / ", each with its confidence after an @.</summary>
    public Utterance Utterance => new(
        [.. Text.Split(" / ").Select(guess => guess.Split('@')).Select(guess => new Hypothesis(guess[0], guess.Length > 1 ? double.Parse(guess[1], CultureInfo.InvariantCulture) : 1))],
        "spec");

    public bool HasIntent(Reading reading) => Intent.Length == 0 || IntentName.Of(reading.Intent) == Intent;

    public bool HasServices(Reading reading) =>
        reading.Services.Select(service => service.Code).Distinct().Order().SequenceEqual(Services.Order());

    public bool HasDate(Reading reading) => Date == reading.When?.Date;

    public bool HasTime(Reading reading) => Time == reading.When?.Time && (Every == reading.When?.Recurrence || !TellsTime);

    public bool HasPart(Reading reading) => Part is null || Part == reading.When?.Part;

    public bool HasDanger(Reading reading) => Danger == reading.Danger?.Category;

    private static Spec Parse(string line)
    {
        var (text, meaning) = line.Split('|') is [var said, var meant] ? (said.Trim(), meant) : throw new FormatException(line);
        var words = meaning.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var services = words.Skip(1).Where(word => !word.Contains('=', StringComparison.Ordinal)).SelectMany(word => word.Split(',')).ToArray();
        var named = words.Where(word => word.Contains('=', StringComparison.Ordinal)).ToDictionary(word => word[..word.IndexOf('=')], word => word[(word.IndexOf('=') + 1)..]);
        return new Spec(
            text,
            words[0],
            services,
            named.TryGetValue("date", out var date) ? Day(date) : null,
            named.TryGetValue("time", out var time) ? TimeOnly.Parse(time, CultureInfo.InvariantCulture) : null,
            named.TryGetValue("part", out var part) ? Enum.Parse<DayPart>(part, ignoreCase: true) : null,
            named.GetValueOrDefault("every"),
            named.GetValueOrDefault("danger"),
            named.GetValueOrDefault("in"));
    }

    private static DateOnly Day(string date)
    {
        var today = DateOnly.FromDateTime(Now.Date);
        return date.Split('-') switch
        {
            [var offset] => today.AddDays(int.Parse(offset, CultureInfo.InvariantCulture)),
            ["", var ago] => today.AddDays(-int.Parse(ago, CultureInfo.InvariantCulture)),
            [var month, var day] => new DateOnly(today.Year, int.Parse(month, CultureInfo.InvariantCulture), int.Parse(day, CultureInfo.InvariantCulture)),
            _ => DateOnly.Parse(date, CultureInfo.InvariantCulture),
        };
    }
}
