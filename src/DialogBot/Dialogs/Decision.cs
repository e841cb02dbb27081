using System.Collections.Immutable;
using DialogBot.Conversations;
using DialogBot.Speaking;

namespace DialogBot.Dialogs;

/// <summary>What is decided on a turn: where the conversation goes, what is said, and what is done besides.</summary>
internal sealed record Decision(Conversation Conversation, ImmutableList<Said> Lines, Act? Act = null)
{
    /// <summary>Set once an operator is being fetched.</summary>
    public Handover? Handover { get; init; }

    public static Decision Say(Conversation conversation, params ReadOnlySpan<Said> lines) => new(conversation, [.. lines]);

    /// <summary>Says something and asks; the question is then the open one.</summary>
    public static Decision Ask(Conversation conversation, Question question, params ReadOnlySpan<Said> lines) =>
        new(conversation with { Question = question, Next = NextStep.Listen }, [.. lines]);

    public Decision After(params ReadOnlySpan<Said> lines) => this with { Lines = [.. lines, .. Lines] };

    /// <summary>The same in other words.</summary>
    public Decision Again() => this with { Lines = [.. Lines.Select(line => line with { Again = true })] };
}
