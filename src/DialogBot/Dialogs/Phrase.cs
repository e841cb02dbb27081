namespace DialogBot.Dialogs;

/// <summary>What an answer says, told by words of prompts/zh-CN/answers.yaml.</summary>
internal enum Phrase
{
    /// <summary>随便: the time is ours to choose.</summary>
    Anytime,

    /// <summary>现在, where a time was asked for.</summary>
    Soon,
    Urgent,

    /// <summary>不是打扫，是洗衣服.</summary>
    Instead,

    /// <summary>等一下，我想想.</summary>
    Wait,
    DontKnow,
    TooDear,

    /// <summary>再见, as against 没事.</summary>
    Farewell,
    WhoAreYou,

    /// <summary>Somebody is not well in body or mind, short of danger.</summary>
    Distress,
    NothingElse,
    Thanks,

    /// <summary>讲慢点: from now on.</summary>
    Slower,

    /// <summary>讲快点: as fast as usual again.</summary>
    Faster,
    Louder,
    Quieter,

    /// <summary>以后都不要了: every visit still to come, as against the next one.</summary>
    ForGood,

    /// <summary>不改了: an order that was to be moved stays where it is.</summary>
    AsItWas,

    /// <summary>给我自己: whoever calls for an elder means themselves this time.</summary>
    ForMyself,

    /// <summary>The caller's own home, however called.</summary>
    Home,
}
