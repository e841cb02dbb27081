namespace DialogBot.Conversations;

/// <summary>The question that is open.</summary>
internal enum Question
{
    Wish,
    When,
    Hour,
    PastTime,
    Name,
    Address,
    Confirm,
    WhatWrong,
    AnythingElse,
    PriceOf,
    Wanted,
    WhichOrder,
    Cancel,
    Danger,
    ForWhom,
}
