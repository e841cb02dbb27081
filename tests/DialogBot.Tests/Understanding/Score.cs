using System.Globalization;
using DialogBot.Understanding;

namespace DialogBot.Tests.Understanding;

/// <summary>How a spec file was understood, counted as the goals count it.</summary>
public sealed class Score
{
    private readonly List<string> _misses = [];
    private (int Right, int All) _intents;
    private (int Right, int All) _services;
    private (int Right, int All) _dates;
    private (int Right, int All) _times;
    private (int Right, int All) _parts;
    private (int Right, int All) _dangers;
    private (int Right, int All) _calm;

    public Score(IReadOnlyList<Spec> specs, Understander understander)
    {
        foreach (var spec in specs)
        {
            var reading = understander.Read(spec.Utterance, spec.At, spec.Region);
            var timed = spec.TellsTime && (spec.Date is not null || spec.Time is not null || spec.Every is not null || reading.When is { Date: not null } or { Time: not null });
            CountIf(spec.Intent.Length > 0, ref _intents, spec.HasIntent(reading));
            CountIf((spec.Services.Length > 0 && spec.Intent != "emergency") || spec.Intent == "order.create", ref _services, spec.HasServices(reading));
            CountIf(timed || (!spec.TellsTime && spec.Date is not null), ref _dates, spec.HasDate(reading));
            CountIf(timed || (!spec.TellsTime && spec.Time is not null), ref _times, spec.HasTime(reading));
            CountIf(spec.Part is not null, ref _parts, spec.HasPart(reading));
            CountIf(spec.Danger is not null, ref _dangers, reading.Danger is not null);
            CountIf(spec.Danger is null, ref _calm, reading.Danger is null);
            if (!(spec.HasIntent(reading) && (spec.HasServices(reading) || (spec.Services.Length == 0 && spec.Intent != "order.create")) && (!spec.TellsTime || (spec.HasDate(reading) && spec.HasTime(reading))) && (spec.Date is null || spec.HasDate(reading)) && spec.HasPart(reading) && spec.HasDanger(reading)))
            {
                _misses.Add(Describe(spec, reading));
            }
        }
    }

    public (int Right, int All) Intents => _intents;

    public (int Right, int All) Services => _services;

    public (int Right, int All) Dates => _dates;

    public (int Right, int All) Times => _times;

    public (int Right, int All) Parts => _parts;

    public (int Right, int All) Dangers => _dangers;

    public (int Right, int All) Calm => _calm;

    public IReadOnlyList<string> Misses => _misses;

    public static double Share((int Right, int All) count) => count.All == 0 ? 1 : (double)count.Right / count.All;

    /// <summary>The counts of several files together.</summary>
    public static Score Total(IReadOnlyList<Score> scores) => new(
        [scores.Select(score => score._intents), scores.Select(score => score._services), scores.Select(score => score._dates), scores.Select(score => score._times), scores.Select(score => score._parts), scores.Select(score => score._dangers), scores.Select(score => score._calm)]);

    private Score(IEnumerable<(int Right, int All)>[] counts) =>
        (_intents, _services, _dates, _times, _parts, _dangers, _calm) = (Sum(counts[0]), Sum(counts[1]), Sum(counts[2]), Sum(counts[3]), Sum(counts[4]), Sum(counts[5]), Sum(counts[6]));

    private static (int Right, int All) Sum(IEnumerable<(int Right, int All)> counts) => counts.Aggregate((Right: 0, All: 0), (sum, count) => (sum.Right + count.Right, sum.All + count.All));

    public string Row(string name) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-12} intent {Cell(Intents)}  service {Cell(Services)}  date {Cell(Dates)}  time {Cell(Times)}  part {Cell(Parts)}  danger recall {Cell(Dangers)}  false alarms {1 - Share(Calm),6:P1} of {Calm.All}");

    private static string Cell((int Right, int All) count) => string.Create(CultureInfo.InvariantCulture, $"{Share(count),6:P1} of {count.All,3}");

    private static string Describe(Spec spec, Reading reading) =>
        $"{spec.Text} | wanted {spec.Intent} {string.Join(',', spec.Services)} {spec.Date} {spec.Time} {spec.Part} {spec.Every} {spec.Danger} | read '{reading.Text}' {IntentName.Of(reading.Intent)} {string.Join(',', reading.Services.Select(service => service.Code))} {reading.When?.Date} {reading.When?.Time} {reading.When?.Part} {reading.When?.Recurrence} {reading.Danger?.Category} "
        + string.Join("; ", reading.Evidence.Select(evidence => string.Create(CultureInfo.InvariantCulture, $"{evidence.Rule}<{evidence.Words}>{evidence.Score:0.00}")));

    private static void CountIf(bool counts, ref (int Right, int All) count, bool right)
    {
        if (counts)
        {
            Count(ref count, right);
        }
    }

    private static void Count(ref (int Right, int All) count, bool right) => count = (count.Right + (right ? 1 : 0), count.All + 1);
}
