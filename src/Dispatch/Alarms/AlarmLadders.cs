using Dispatch.Registry;
using Dispatch.Wording;

namespace Dispatch.Alarms;

/// <summary>The ladders for alarms in prompts/ladders.yaml: the first that fits is used.</summary>
internal sealed class AlarmLadders
{
    private static readonly string[] Rings = ["operators", "supervisors", "contacts", LadderStep.Responders];

    private readonly IReadOnlyList<AlarmLadder> ladders;

    public AlarmLadders(IReadOnlyList<AlarmLadder> ladders)
    {
        this.ladders = [.. ladders.Select(Check)];
        if (ladders.Count == 0 || ladders[^1] is not { Categories: [], Regions: [], Hours: null })
        {
            throw new InvalidOperationException("prompts/ladders.yaml: the last of the alarms' ladders has to be for all categories, regions and hours");
        }
    }

    /// <exception cref="InvalidOperationException">The file is missing, or a ladder that nobody could be rung by.</exception>
    public static AlarmLadders Load() => new([.. PromptFile.Read<Content>("ladders.yaml").Alarms.Select(each => each.ToLadder())]);

    public AlarmLadder For(string category, string region, DateTimeOffset now) => ladders.First(ladder =>
        (ladder.Categories.Count == 0 || ladder.Categories.Contains(category))
        && (ladder.Regions.Count == 0 || ladder.Regions.Contains(region))
        && (ladder.Hours is null || DutyHours.Parse(ladder.Hours).Contains(ChinaTime.HourOf(now))));

    private static AlarmLadder Check(AlarmLadder ladder)
    {
        var fault = ladder switch
        {
            { Steps: [] } => "needs steps",
            _ when ladder.Steps[0] is not { After.Ticks: 0, Ring: "operators" } => "has to begin with the operators, at once",
            _ when ladder.Steps.Any(step => !Rings.Contains(step.Ring)) => $"may ring {string.Join(", ", Rings)} only",
            _ when ladder.Steps.Any(step => step.By.Count == 0 || step.By.Any(by => by is not ("call" or "sms"))) => "reaches people by call and sms only",
            _ when ladder.RingFor <= TimeSpan.Zero || ladder.Repeat <= TimeSpan.Zero || ladder.ResolveWithin <= TimeSpan.Zero
                || ladder.NoContact <= TimeSpan.Zero || ladder.CallBackPause <= TimeSpan.Zero => "needs ringFor, repeat, resolveWithin, noContact and callBackPause",
            _ when ladder.Again.Length == 0 => "needs again",
            { Hours: { } hours } when !DutyHours.TryParse(hours, out _) => "has hours that are not written 22:00-06:00",
            _ => null,
        };
        return fault is null ? ladder : throw new InvalidOperationException($"prompts/ladders.yaml: the ladder '{ladder.Name}' {fault}");
    }

    /// <summary>As it is written; YAML wants lists that can be added to.</summary>
    private sealed class Content
    {
        public List<Written> Alarms { get; set; } = [];
    }

    private sealed class Written
    {
        public string Name { get; set; } = "";

        public List<string> Categories { get; set; } = [];

        public List<string> Regions { get; set; } = [];

        public string? Hours { get; set; }

        public List<WrittenStep> Steps { get; set; } = [];

        public TimeSpan RingFor { get; set; }

        public TimeSpan Repeat { get; set; }

        public TimeSpan ResolveWithin { get; set; }

        public string Again { get; set; } = "";

        public TimeSpan NoContact { get; set; }

        public TimeSpan CallBackPause { get; set; }

        public AlarmLadder ToLadder() => new()
        {
            Name = Name,
            Categories = Categories,
            Regions = Regions,
            Hours = Hours,
            Steps = [.. Steps.OrderBy(step => step.After).Select(step => step.ToStep())],
            RingFor = RingFor,
            Repeat = Repeat,
            ResolveWithin = ResolveWithin,
            Again = Again,
            NoContact = NoContact,
            CallBackPause = CallBackPause,
        };
    }

    private sealed class WrittenStep
    {
        public TimeSpan After { get; set; }

        public string Ring { get; set; } = "";

        public List<string> By { get; set; } = [];

        public string Text { get; set; } = "";

        public int Skip { get; set; }

        public int? Most { get; set; }

        public List<string> Able { get; set; } = [];

        public LadderStep ToStep() => new() { After = After, Ring = Ring, By = By, Text = Text, Skip = Skip, Most = Most, Able = Able };
    }
}
