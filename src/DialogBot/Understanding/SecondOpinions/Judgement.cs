using System.Globalization;
using DialogBot.Services;

namespace DialogBot.Understanding.SecondOpinions;

/// <summary>
/// Holds a model's answer against catalogue and calendar. Pure. What is unknown, impossible or over is dropped; a danger can be
/// added, and what the rules found of danger stays; yes, no and goodbye are the caller's own to say.
/// </summary>
/// <param name="dangers">Severity by category.</param>
internal sealed class Judgement(Catalogue catalogue, IReadOnlyDictionary<string, Severity> dangers)
{
    /// <summary>As sure as a reading can be that only a model bears out; it is read back like any other.</summary>
    private const double Confidence = 0.5;

    private const int DaysAhead = 366;

    /// <param name="rules">What the rules read.</param>
    /// <param name="now">In Asia/Shanghai.</param>
    /// <param name="draft">Whether an order is being spoken of.</param>
    /// <returns>The reading to go on with: the rules' own where nothing of the answer holds.</returns>
    public Reading Weigh(ModelAnswer answer, Reading rules, DateTime now, bool draft)
    {
        var reading = WithMeaning(answer, rules, now, draft);
        return reading.Danger is null && answer.Danger is { } category && dangers.TryGetValue(category, out var severity)
            ? reading with { Danger = new Danger(category, severity, Certain: false) }
            : reading;
    }

    private Reading WithMeaning(ModelAnswer answer, Reading rules, DateTime now, bool draft)
    {
        var services = answer.Services.Where(catalogue.Has).Distinct().Select(code => new ServiceAsk(code, Confidence)).ToArray();
        var when = rules.When ?? When(answer, now);
        return IntentOf(answer.Intent) switch
        {
            Intent.Unknown => rules,
            Intent.OrderCreate when services.Length == 0 => rules,
            Intent.Inform when when is null && services.Length == 0 => rules,
            Intent.OrderCancel when draft => rules,
            var intent => rules with
            {
                Intent = intent,
                Confidence = Confidence,
                Services = services.Length > 0 ? services : rules.Services,
                When = when,
                Evidence = [.. rules.Evidence, new Evidence(rules.Text, "language model", Confidence)],
            },
        };
    }

    private static Intent IntentOf(string name) => IntentName.Find(name) switch
    {
        null or Intent.Affirm or Intent.Deny or Intent.Goodbye or Intent.Emergency => Intent.Unknown,
        { } intent => intent,
    };

    private static TimeAsk? When(ModelAnswer answer, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        var date = DateOnly.TryParseExact(answer.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null;
        var time = TimeOnly.TryParseExact(answer.Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour) ? hour : (TimeOnly?)null;
        var part = Enum.TryParse<DayPart>(answer.Part, ignoreCase: true, out var named) && Enum.IsDefined(named) ? named : (DayPart?)null;
        var impossible = (answer.Date is not null && date is null) || date < today || date > today.AddDays(DaysAhead);
        var over = date == today && time <= TimeOnly.FromDateTime(now);
        return impossible || over || (date is null && time is null && part is null) ? null : new TimeAsk(date, time, part);
    }
}
