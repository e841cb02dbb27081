using DialogBot.Understanding.Dangers;
using DialogBot.Understanding.Learned;
using DialogBot.Understanding.Rules;
using DialogBot.Understanding.Times;
using DialogBot.Understanding.Words;

namespace DialogBot.Understanding;

/// <summary>Weighs what the rules found and says what the utterance is for.</summary>
internal sealed class MeaningReader(RuleBook services, RuleBook intents, Vocabulary vocabulary, Judges? judges)
{
    /// <summary>An utterance understood less than this is not understood.</summary>
    private const double Floor = 0.3;

    /// <summary>Where nothing is ordered, a service counts only if it is named this clearly.</summary>
    private const double Named = 0.38;
    /// <summary>A service asked for this clearly is what the call is about.</summary>
    private const double Wanted = 0.9;
    /// <summary>From here on an utterance in which the rules find nothing means what it resembles.</summary>
    private const double SureGuess = 0.5;
    private readonly Details _details = new(vocabulary);
    private readonly int[] _moves = [vocabulary.Concept("change"), vocabulary.Concept("change-to")];
    private readonly int _dispatch = vocabulary.Concept("dispatch");
    private readonly ServiceChoice _choice = new(services, vocabulary);

    public Reading Read(Sentence sentence, DangerFinding? danger, DateTime now, Expectation expecting)
    {
        var evidence = new List<Evidence>();
        var (asked, refused) = _choice.Choose(sentence, evidence);
        var when = WhenResolver.Resolve(sentence.Times, now);
        if (danger is not null && !CanWait(danger, asked, when, now))
        {
            // Somebody in danger orders nothing; whatever else was said can wait.
            evidence.Clear();
            evidence.Add(new Evidence(Words(sentence, danger.Finding), $"danger {danger.Danger.Category}: {danger.Finding.Rule.Pattern}", danger.Finding.Score));
            return new Reading(sentence.Text, Intent.Emergency, danger.Finding.Score, [], null, danger.Danger, evidence);
        }

        var scores = new IntentScores(sentence, expecting, evidence);
        scores.Add(intents);
        scores.AddServices(asked, refused);
        scores.AddAppointment(asked, sentence.Times, when);
        scores.AddContext(sentence.Times, when, _details.TellsPlace(sentence), asked.Count > 0);
        scores.WeighPurpose();
        var (intent, confidence) = scores.Best(Floor);
        if (judges is not null && expecting == Expectation.Anything)
        {
            (intent, confidence) = Judged(intent, confidence, judges.Intents.Judge(sentence, intent, evidence), asked.Count > 0);
        }

        if (judges is not null && intent == Intent.OrderCreate)
        {
            asked = _choice.Decide(sentence, asked, judges.Services, evidence);
        }

        var named = (asked.Count > 0 ? asked : intent is Intent.Deny ? [] : refused).FindAll(finding => intent is Intent.OrderCreate || finding.Score >= Named);
        var asks = named.Select(finding => new ServiceAsk(
            finding.Rule.Outcome, finding.Score, named.Count > 1 ? Details.When(sentence, finding, now) : null, Details.Quantity(sentence.Text, finding))).ToArray();
        TimeAsk? was = null;
        if (intent is Intent.OrderCreate)
        {
            when = named is [var only] ? For(only, sentence, now) : when;
        }

        if (intent is Intent.OrderChange)
        {
            // Of two times the later one is where it is to go, however the first was said.
            when = WhenResolver.Resolve(sentence.Times, now, latest: true);
            was = MovedFrom(sentence, now);
        }

        var idle = intent is Intent.Unknown or Intent.Chitchat;
        return _details.AddTo(new Reading(sentence.Text, intent, confidence, idle ? [] : asks, intent is Intent.Chitchat ? null : when, null, evidence) { Was = was }, sentence);
    }

    /// <summary>The time for the one service that is ordered, which stands where the service is named or where somebody is sent for.</summary>
    private TimeAsk? For(Finding service, Sentence sentence, DateTime now)
    {
        var wish = service.Words != 0 ? service.Start : sentence.LastOf(_dispatch);
        var when = WhenResolver.ResolveFor(wish, sentence.Times, now);
        return sentence.Times is [var time] && Beside(sentence.Text, time, service, wish) ? WhenResolver.OnThisDay(when, now) : when;
    }

    /// <summary>下午来打扫 and 下午吧,来打扫 tell when; 晚上睡不着,来个人聊聊 and 送份午饭 do not.</summary>
    private static bool Beside(string text, in TimeMention time, in Finding service, int wish)
    {
        var within = service.Words != 0 && time.Start >= service.Start && time.Start <= service.End;
        var end = time.End;
        while (end < text.Length && end < wish && !Spelling.IsMark(text[end]))
        {
            end++;
        }

        return !within && (end >= wish || end - time.End <= 1);
    }

    /// <summary>把明天的改到后天: of two times that cannot both be meant, the one before the word that moves it.</summary>
    private TimeAsk? MovedFrom(Sentence sentence, DateTime now) =>
        sentence.Times is [var first, .., var last] && TimeReader.Clash(first.Piece, last.Piece) && sentence.SaysBetween(_moves, first.End, last.Start)
            ? WhenResolver.Ask(first.Piece, now)
            : null;

    /// <summary>What was learned decides; where the rules know nothing it only guesses, stays as unsure as they are, and orders nothing that has no name.</summary>
    private static (Intent Intent, double Confidence) Judged(Intent choice, double confidence, (Intent Intent, double Likelihood) learned, bool namesService) =>
        learned.Intent == choice ? (choice, Math.Max(confidence, learned.Likelihood))
        : choice != Intent.Unknown ? learned
        : learned.Likelihood < SureGuess || (learned.Intent == Intent.OrderCreate && !namesService) ? (choice, confidence)
        : (learned.Intent, confidence);

    /// <summary>A cry for people is none where it asks for a service, and whoever books a visit for another day tells of a fall that is over.</summary>
    private static bool CanWait(DangerFinding danger, List<Finding> asked, TimeAsk? when, DateTime now) =>
        asked.Count > 0 && (danger.Alone || (danger.Passes && asked.Exists(service => service.Score >= Wanted) && when?.Date > DateOnly.FromDateTime(now)));

    internal static string Words(Sentence sentence, Finding finding) => sentence.Text[finding.Start..finding.End];
}
