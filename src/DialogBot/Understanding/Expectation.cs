namespace DialogBot.Understanding;

/// <summary>Which question is open, so that a bare 三点 or 要得 is read as its answer.</summary>
public enum Expectation
{
    Anything,
    Service,
    Time,
    YesOrNo,
    Address,
    Opinion,
}
