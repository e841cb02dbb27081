using System.Globalization;
using System.Text.Json;
using DialogBot.Understanding;

namespace DialogBot.Tests.Understanding;

/// <summary>Microsoft's Recognizers-Text specs for Chinese (MIT), read from ../shared/specs where that folder is there.</summary>
public class RecognizersPeerTests(ITestOutputHelper output)
{
    private static readonly Understander Understander = Understander.Load(Path.Combine(AppContext.BaseDirectory, "prompts"));

    private static readonly string[] Files = ["DateParser", "TimeParser", "DateTimeParser", "HolidayParser", "DateTimeModel"];
    private static readonly string[] Sides = ["FutureResolution", "PastResolution"];

    [Fact]
    public void Single_dates_and_times_resolve_as_the_peer_resolves_them()
    {
        var folder = PeerSpecs();
        Assert.SkipWhen(folder is null, "../shared/specs/recognizers-zh is not beside this repository");
        var (right, all) = (0, 0);
        foreach (var file in Files)
        {
            using var specs = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder!, file + ".json")));
            foreach (var spec in specs.RootElement.EnumerateArray())
            {
                if (Expected(spec) is not { Count: > 0 } expected)
                {
                    continue;
                }

                all++;
                var (input, now) = (spec.GetProperty("Input").GetString()!, Reference(spec));
                var when = Understander.Read(Utterance.Typed(input, "peer"), now).When;
                when = file == "TimeParser" && when is not null ? when with { Date = null } : when;
                var read = Resolved(when);
                if (expected.Contains(read) || expected.Contains(Resolved(Unconverted(when))))
                {
                    right++;
                }
                else
                {
                    output.WriteLine($"{file}: {input} → '{read}', the peer says {string.Join(" or ", expected)}");
                }
            }
        }

        output.WriteLine($"{right} of {all} = {(double)right / all:P1}");
        Assert.True(right >= 0.9 * all, $"{right} of {all} as the peer resolves them");
    }

    private static string? PeerSpecs()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var specs = Path.Combine(folder.FullName, "shared", "specs", "recognizers-zh");
            if (Directory.Exists(specs))
            {
                return specs;
            }
        }

        return null;
    }

    private static DateTimeOffset Reference(JsonElement spec) =>
        new(DateTime.Parse(spec.GetProperty("Context").GetProperty("ReferenceDateTime").GetString()!, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    /// <summary>The values that a spec with exactly one date or time allows; empty for anything else (ranges, durations, sets).</summary>
    private static HashSet<string> Expected(JsonElement spec)
    {
        if (!spec.TryGetProperty("Context", out var context) || !context.TryGetProperty("ReferenceDateTime", out _)
            || spec.GetProperty("Results").GetArrayLength() != 1)
        {
            return [];
        }

        var result = spec.GetProperty("Results")[0];
        if (result.TryGetProperty("Value", out var value) && value.TryGetProperty("FutureResolution", out _))
        {
            return [.. Sides.SelectMany(side => value.GetProperty(side).EnumerateObject()).Select(side => Plain(side.Value.GetString()!))];
        }

        if (!result.TryGetProperty("TypeName", out var type) || type.GetString() is not ("datetimeV2.date" or "datetimeV2.time" or "datetimeV2.datetime"))
        {
            return [];
        }

        return [.. result.GetProperty("Resolution").GetProperty("values").EnumerateArray()
            .Select(one => one.TryGetProperty("value", out var said) ? Plain(said.GetString()!) : "")];
    }

    /// <summary>A value without seconds; "" for what does not exist (the 30th of February).</summary>
    private static string Plain(string value) => value is "not resolved" or "0001-01-01" ? ""
        : value.Length == 8 && value[2] == ':' ? value[..5]
        : value.Length == 19 ? value[..16] : value;

    /// <summary>The peer resolves a day of the farmers' calendar to its bare numbers (十月初一 → 10-01) and leaves the conversion to its user.</summary>
    private static TimeAsk? Unconverted(TimeAsk? when)
    {
        if (when?.Date is not { Year: > 1901 and < 2100 } date)
        {
            return when;
        }

        var calendar = new ChineseLunisolarCalendar();
        var day = date.ToDateTime(TimeOnly.MinValue);
        var (year, month) = (calendar.GetYear(day), calendar.GetMonth(day));
        month -= calendar.GetLeapMonth(year) is > 0 and var leap && month >= leap ? 1 : 0;
        return calendar.GetDayOfMonth(day) > DateTime.DaysInMonth(year, month) ? null : when with { Date = new DateOnly(year, month, calendar.GetDayOfMonth(day)) };
    }

    private static string Resolved(TimeAsk? when) => when switch
    {
        null => "",
        { Date: { } date, Time: { } time } => string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd} {time:HH:mm}"),
        { Date: { } date } => string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}"),
        { Time: { } time } => string.Create(CultureInfo.InvariantCulture, $"{time:HH:mm}"),
        _ => "",
    };
}
