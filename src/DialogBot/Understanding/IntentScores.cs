using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Times;

namespace DialogBot.Understanding;

/// <summary>Adds up what speaks for each intent; independent signs make each other surer.</summary>
internal sealed class IntentScores(Sentence sentence, Expectation expecting, List<Evidence> evidence)
{
    private static readonly Intent[] Purposes =
        [Intent.OrderStatus, Intent.OrderChange, Intent.OrderCancel, Intent.Operator, Intent.Complaint, Intent.QuestionPrice, Intent.QuestionSubsidy, Intent.QuestionServices];
    private static readonly Intent[] Presupposing =
        [Intent.OrderStatus, Intent.OrderChange, Intent.OrderCancel, Intent.Complaint, Intent.QuestionPrice, Intent.Deny];
    private static readonly Intent[] OnTheWay = [Intent.Inform, Intent.Chitchat, Intent.Goodbye];

    /// <summary>Below this a word (没有, 什么) answers only when little else is said.</summary>
    private const double SureAnswer = 0.7;
    /// <summary>From here on it is clear what the call is for, and what was only said on the way to it counts half.</summary>
    private const double SurePurpose = 0.62;
    /// <summary>From here on an order that is there is spoken of, and a service named is that order's.</summary>
    private const double SureAboutAnOrder = 0.8;
    private const double MostBesideAnOrder = 0.76;
    /// <summary>你听错了 denies wherever it stands.</summary>
    private const double SureDenial = 0.9;
    /// <summary>Where yes or no was asked for, a 好 in the first place answers this surely, however much is said after it.</summary>
    private const double AnswerWhenAsked = 0.8;
    private readonly int _length = sentence.Text.Length - sentence.Text.Count(Spelling.IsMark);
    private readonly double[] _doubt = [.. Enumerable.Repeat(1.0, Enum.GetValues<Intent>().Length)];

    public void Add(RuleBook intents)
    {
        var findings = sentence.Findings;
        intents.Apply(sentence, findings);
        Rule? last = null;
        foreach (var finding in findings)
        {
            var intent = IntentName.Parse(finding.Rule.Outcome);
            if (intent is Intent.Affirm || (intent is Intent.Deny && finding.Rule.Score < SureDenial) || (intent is Intent.Repeat && finding.Rule.Score < SureAnswer))
            {
                AddAnswer(intent, finding);
            }
            else if (finding.Rule != last)
            {
                Add(intent, finding.Score, MeaningReader.Words(sentence, finding), finding.Rule.Pattern);
            }

            last = finding.Rule;
        }
    }

    /// <summary>Yes and no are in many sentences; they answer where they stand first, or are most of what is said.</summary>
    private void AddAnswer(Intent intent, in Finding finding)
    {
        var share = (double)(finding.End - finding.Start) / Math.Max(1, _length) + (finding.Start == 0 && finding.Rule.Score >= SureAnswer ? 0.45 : 0);
        var asked = expecting is Expectation.YesOrNo or Expectation.Opinion && finding.Start == 0 ? AnswerWhenAsked : 0;
        Add(intent, finding.Score * Math.Clamp(share, asked, 1), MeaningReader.Words(sentence, finding), finding.Rule.Pattern);
    }

    public void AddServices(List<Finding> asked, List<Finding> refused)
    {
        if (asked.Count > 0)
        {
            var surest = asked.MaxBy(service => service.Score);
            Add(Intent.OrderCreate, 0.65 * surest.Score, MeaningReader.Words(sentence, surest), "service named");
        }

        if (asked.Count == 0 && refused.Count > 0)
        {
            Add(Intent.OrderCancel, 0.8 * refused[0].Score, MeaningReader.Words(sentence, refused[0]), "service refused");
        }
    }

    /// <summary>A service and a day for it are an order more than a question.</summary>
    public void AddAppointment(List<Finding> asked, IReadOnlyList<TimeMention> times, TimeAsk? when)
    {
        if (asked.Count > 0 && when is { Past: false })
        {
            Add(Intent.OrderCreate, 0.4, sentence.Text[times[0].Start..times[0].End], "service and time named");
        }
    }

    /// <summary>What was asked for is what an answer most likely tells.</summary>
    public void AddContext(IReadOnlyList<TimeMention> times, TimeAsk? when, bool tellsPlace, bool namesService)
    {
        if (expecting == Expectation.Address && tellsPlace)
        {
            Add(Intent.Inform, 0.7, sentence.Text, "a place, which was asked for");
        }

        if (expecting == Expectation.Service && namesService)
        {
            Add(Intent.OrderCreate, 0.4, sentence.Text, "a service, which was asked for");
        }

        if (expecting == Expectation.Opinion && _doubt[(int)Intent.Affirm] < 1)
        {
            Add(Intent.Feedback, 1 - _doubt[(int)Intent.Affirm] + 0.05, sentence.Text, "an opinion, which was asked for");
        }

        // 昨天 alone tells of something; it says nothing about when somebody is to come.
        if (when is not null && (!when.Past || expecting == Expectation.Time))
        {
            Add(Intent.Inform, expecting == Expectation.Time ? 0.9 : 0.4, sentence.Text[times[0].Start..times[0].End], "time named");
        }
    }

    /// <summary>
    /// Greetings, names, addresses and thanks are said on the way to what the call is for; and whoever changes, cancels or
    /// asks after an order names its service without ordering it again.
    /// </summary>
    public void WeighPurpose()
    {
        var purpose = 1 - Math.Min(_doubt[(int)Intent.OrderCreate], Purposes.Min(intent => _doubt[(int)intent]));
        if (purpose >= SurePurpose)
        {
            foreach (var intent in OnTheWay)
            {
                _doubt[(int)intent] = (1 + _doubt[(int)intent]) / 2;
            }
        }

        if (1 - Presupposing.Min(intent => _doubt[(int)intent]) >= SureAboutAnOrder)
        {
            _doubt[(int)Intent.OrderCreate] = Math.Max(_doubt[(int)Intent.OrderCreate], 1 - MostBesideAnOrder);
        }

        if (1 - _doubt[(int)Intent.Deny] >= SureDenial)
        {
            // Nothing was ordered that could be taken back.
            _doubt[(int)Intent.OrderCancel] = Math.Max(_doubt[(int)Intent.OrderCancel], 1 - MostBesideAnOrder);
        }
    }

    public (Intent Intent, double Confidence) Best(double floor)
    {
        var best = Intent.Unknown;
        foreach (var intent in Enum.GetValues<Intent>())
        {
            best = _doubt[(int)intent] < _doubt[(int)best] ? intent : best;
        }

        var confidence = 1 - _doubt[(int)best];
        return confidence < floor ? (Intent.Unknown, confidence) : (best, confidence);
    }

    private void Add(Intent intent, double score, string words, string rule)
    {
        _doubt[(int)intent] *= 1 - Math.Clamp(score, 0, 0.99);
        evidence.Add(new Evidence(words, $"{IntentName.Of(intent)}: {rule}", score));
    }
}
