namespace DialogBot.Understanding;

/// <summary>What an utterance is for. Spelt in data as order.create, question.price and so on.</summary>
public enum Intent
{
    Unknown,
    OrderCreate,
    OrderStatus,
    OrderChange,
    OrderCancel,
    Emergency,
    Operator,
    Complaint,
    QuestionPrice,
    QuestionSubsidy,
    QuestionServices,
    Affirm,
    Deny,
    Repeat,
    Inform,
    Feedback,
    Goodbye,
    Chitchat,
}
