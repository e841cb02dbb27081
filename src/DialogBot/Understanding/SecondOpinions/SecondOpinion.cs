using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DialogBot.Conversations;
using DialogBot.Dialogs;
using DialogBot.Services;
using DialogBot.Understanding.Dangers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DialogBot.Understanding.SecondOpinions;

/// <summary>
/// Asks a language model what an utterance means that the rules are not sure of, where the open question leaves room for it. The model
/// sees the words and nothing of who says them; it is waited for 1.5 s; where it fails, the rules' reading stands.
/// </summary>
public sealed partial class SecondOpinion
{
    /// <summary>A reading surer than this is not asked about: of the spec files' sentences one in eleven is less sure.</summary>
    internal const double Sure = 0.5;

    /// <summary>One or two syllables hold nothing that a model could find and the rules did not.</summary>
    private const int Shortest = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private readonly IChatClient model;
    private readonly PromptTemplate prompt;
    private readonly Judgement judgement;
    private readonly ChatResponseFormat format;
    private readonly string services;
    private readonly string dangers;
    private readonly ResiliencePipeline pipeline;
    private readonly TimeProvider time;
    private readonly ILogger logger;

    private SecondOpinion(IChatClient model, PromptTemplate prompt, Catalogue catalogue, IReadOnlyDictionary<string, DangerKind> kinds, TimeProvider time, ILogger logger)
    {
        (this.model, this.prompt, this.time, this.logger) = (model, prompt, time, logger);
        judgement = new Judgement(catalogue, kinds.ToDictionary(kind => kind.Key, kind => kind.Value.Severity));
        services = string.Join('、', catalogue.All.Select(service => $"{service.Code} {service.Name}"));
        dangers = string.Join('、', kinds.Keys);
        format = Format(prompt.Schema, catalogue.All.Select(service => service.Code), kinds.Keys);
        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = TimeSpan.FromSeconds(30),
            })
            .AddTimeout(Patience)
            .Build();
    }

    /// <param name="model">Any chat model; its answers are trusted with nothing.</param>
    /// <param name="prompts">The folder prompts/ beside the program: llm/second-opinion.yaml, services.yaml and understanding/dangers.yaml are read.</param>
    /// <exception cref="PromptException">Something in there is missing or wrong.</exception>
    public static SecondOpinion Load(IChatClient model, string prompts, TimeProvider time, ILogger<SecondOpinion> logger) => new(
        model,
        PromptTemplate.Load(Path.Combine(prompts, "llm", "second-opinion.yaml")),
        Catalogue.Load(Path.Combine(prompts, "services.yaml")),
        new LanguageData(prompts).Read<Dictionary<string, DangerKind>>("understanding/dangers.yaml"),
        time,
        logger);

    /// <summary>
    /// Whether a model may be asked at all: danger is no matter of opinion, a name or an address is nobody's business, and yes and no
    /// are for the caller alone to say.
    /// </summary>
    internal static bool MayBeAsked(Conversation conversation, Reading rules) =>
        conversation is { Next: NextStep.Listen, Alarm: null, Ended: false }
        && conversation.Question is Question.Wish or Question.AnythingElse or Question.When or Question.Hour or Question.PriceOf or Question.WhatWrong
        && rules.Danger is null
        && rules.Text.Length >= Shortest;

    /// <returns>The reading to go on with: the model's where it holds, else the rules' own.</returns>
    internal async Task<Reading> AskAsync(Reading rules, Conversation conversation, DateTimeOffset now, CancellationToken cancellation)
    {
        using var span = Telemetry.Source.StartActivity("dialogbot.second_opinion");
        var began = time.GetTimestamp();
        var local = Shanghai.Local(now);
        var (outcome, answer) = await AskAsync(Messages(rules, conversation, local), cancellation);
        var reading = answer is null ? rules : judgement.Weigh(answer, rules, local, conversation.Draft is not null);
        outcome = outcome == ModelOutcome.Taken && ReferenceEquals(reading, rules) ? ModelOutcome.Dropped : outcome;
        Telemetry.SecondOpinion(outcome, time.GetElapsedTime(began));
        return reading;
    }

    private async Task<(ModelOutcome Outcome, ModelAnswer? Answer)> AskAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellation)
    {
        try
        {
            return (ModelOutcome.Taken, await pipeline.ExecuteAsync(async token => await AnswerAsync(messages, token), cancellation));
        }
        catch (BrokenCircuitException)
        {
            return (ModelOutcome.Resting, null);
        }
        catch (TimeoutRejectedException)
        {
            Log.TooLate(logger);
            return (ModelOutcome.TooLate, null);
        }
        catch (FormatException)
        {
            Log.Misshapen(logger);
            return (ModelOutcome.Misshapen, null);
        }
        catch (Exception broken) when (Errands.IsFault(broken, cancellation))
        {
            // Its message may hold what the server was sent, and so a caller's words.
            Log.Failed(logger, broken.GetType().Name);
            return (ModelOutcome.Failed, null);
        }
    }

    private async Task<ModelAnswer> AnswerAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellation)
    {
        var options = prompt.Options;
        options.ResponseFormat = format;
        var response = await model.GetResponseAsync(messages, options, cancellation);
        return ModelAnswer.Parse(response.Text) ?? throw new FormatException("The model's answer is not of the schema.");
    }

    private IReadOnlyList<ChatMessage> Messages(Reading rules, Conversation conversation, DateTime local) => prompt.Render(new Dictionary<string, string>
    {
        ["today"] = local.ToString("yyyy-MM-dd dddd", CultureInfo.InvariantCulture),
        ["now"] = local.ToString("HH:mm", CultureInfo.InvariantCulture),
        ["question"] = conversation.Question.ToString(),
        ["services"] = services,
        ["dangers"] = dangers,
        ["utterance"] = Discretion.Hide(rules.Text, conversation.Caller),
    });

    /// <summary>The schema of the prompt, with the services and dangers that there are.</summary>
    private static ChatResponseFormatJson Format(string schema, IEnumerable<string> services, IEnumerable<string> dangers)
    {
        var node = JsonNode.Parse(schema)!;
        node["properties"]!["services"]!["items"]!["enum"] = new JsonArray([.. services.Select(code => (JsonNode)code)]);
        node["properties"]!["danger"]!["enum"] = new JsonArray([.. dangers.Select(category => (JsonNode)category), null]);
        return ChatResponseFormat.ForJsonSchema(JsonSerializer.SerializeToElement(node), "reading");
    }

    private static partial class Log
    {
        [LoggerMessage(21, LogLevel.Warning, "The language model took too long; the rules' reading stands")]
        public static partial void TooLate(ILogger logger);

        [LoggerMessage(22, LogLevel.Warning, "The language model did not answer in the form it was told; the rules' reading stands")]
        public static partial void Misshapen(ILogger logger);

        [LoggerMessage(23, LogLevel.Warning, "The language model cannot be asked ({Fault}); the rules' reading stands")]
        public static partial void Failed(ILogger logger, string fault);
    }
}
