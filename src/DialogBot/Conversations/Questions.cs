using DialogBot.Understanding;

namespace DialogBot.Conversations;

/// <summary>What kind of answer a question wants.</summary>
internal static class Questions
{
    public static Expectation Expects(this Question question) => question switch
    {
        Question.When or Question.Hour => Expectation.Time,
        Question.Address => Expectation.Address,
        Question.PriceOf or Question.WhichOrder => Expectation.Service,
        _ when question.IsYesOrNo() => Expectation.YesOrNo,
        _ => Expectation.Anything,
    };

    /// <summary>Keys 1 and 2 answer it.</summary>
    public static bool IsYesOrNo(this Question question) =>
        question is Question.Confirm or Question.PastTime or Question.AnythingElse or Question.Wanted or Question.Cancel or Question.Danger;
}
