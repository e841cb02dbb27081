using System.Collections.Immutable;
using DialogBot.Dialogs;
using DialogBot.Understanding;

namespace DialogBot.Conversations;

/// <summary>Orders on the books that the caller speaks of, and what is to be done with one of them.</summary>
/// <param name="Purpose">Cancel, EndSeries or Move.</param>
/// <param name="To">Where it is to be moved to; null where that was not said, or nothing is moved.</param>
internal sealed record Considered(Purpose Purpose, ImmutableList<KnownOrder> Orders, TimeAsk? To = null);
