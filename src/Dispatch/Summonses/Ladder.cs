namespace Dispatch.Summonses;

/// <summary>A ladder of prompts/ladders.yaml.</summary>
internal sealed class Ladder
{
    /// <summary>How long each phone rings.</summary>
    public TimeSpan RingFor { get; set; }

    public List<Step> Steps { get; set; } = [];

    /// <summary>How long after the last step it begins again.</summary>
    public TimeSpan Repeat { get; set; }

    /// <summary>Nobody is rung after this long.</summary>
    public TimeSpan GiveUp { get; set; }

    internal sealed class Step
    {
        public TimeSpan After { get; set; }

        /// <summary>operators or supervisors.</summary>
        public string Ring { get; set; } = "";

        /// <summary>call, sms.</summary>
        public List<string> By { get; set; } = [];

        /// <summary>Key of calls.yaml and sms.yaml.</summary>
        public string Text { get; set; } = "";
    }
}
