namespace DialogBot.Understanding.SecondOpinions;

/// <summary>What came of asking a model, for the counter.</summary>
internal enum ModelOutcome
{
    /// <summary>Something of its answer was taken.</summary>
    Taken,

    /// <summary>It answered in form, and nothing of it was to be used.</summary>
    Dropped,

    /// <summary>Its answer had another form.</summary>
    Misshapen,

    /// <summary>It took longer than a caller waits.</summary>
    TooLate,

    /// <summary>The server refused, broke or could not be reached.</summary>
    Failed,

    /// <summary>It was not asked: it had failed too often a moment ago.</summary>
    Resting,
}
