using System.Collections.Immutable;
using DialogBot.Conversations;
using DialogBot.Services;
using DialogBot.Understanding;

namespace DialogBot.Dialogs;

/// <summary>Takes what an utterance says into the drafts of a conversation.</summary>
internal static class Wishes
{
    /// <summary>A new draft for every service that was asked for, with what was said for all of them.</summary>
    public static ImmutableList<Draft> Read(Reading reading, Knowledge knowledge) =>
        [.. reading.Services
            .Where(ask => knowledge.Catalogue.Has(ask.Code))
            .DistinctBy(ask => ask.Code)
            .Select(ask => Add(new Draft { Service = ask.Code, Quantity = ask.Quantity }, reading with { When = ask.When ?? reading.When }, knowledge))];

    /// <summary>The draft with everything but services that the utterance says about it.</summary>
    public static Draft Add(Draft draft, Reading reading, Knowledge knowledge)
    {
        var answers = knowledge.Answers;
        draft = reading.When is { } when ? AddTime(draft, when, knowledge.DayParts) : draft;
        draft = (reading.Place ?? answers.Place.In(reading.Text)) is { } place ? AddPlace(draft, place, knowledge) : draft;
        var urgent = reading.Urgent || (reading.When is null && answers.Has(Phrase.Urgent, reading.Text));
        var anytime = answers.Has(Phrase.Anytime, reading.Text);
        return draft with
        {
            Anytime = draft.Anytime || anytime,
            Urgent = draft.Urgent || urgent,
            Agreed = urgent && !draft.Urgent ? null : draft.Agreed,
            Quantity = Quantity(draft, reading, knowledge) ?? draft.Quantity,
            Person = reading.Person ?? draft.Person,
            Preference = reading.Preference ?? draft.Preference,
            PayerWish = answers.PayerIn(reading.Text) ?? draft.PayerWish,
        };
    }

    private static decimal? Quantity(Draft draft, Reading reading, Knowledge knowledge) => draft.Service is { } code
        ? reading.Services.FirstOrDefault(ask => ask.Code == code)?.Quantity ?? knowledge.Answers.Quantity.In(reading.Text, knowledge.Catalogue[code].Unit)
        : null;

    /// <summary>Another service in the place of the one that was meant wrongly; the rest of the draft stays.</summary>
    public static Draft Replace(Draft draft, ServiceAsk ask) =>
        draft with { Service = ask.Code, Quantity = ask.Quantity, Agreed = null };

    public static Draft AddTime(Draft draft, TimeAsk said, DayParts parts)
    {
        var changed = draft with { Agreed = null, Past = said.Past, Urgent = false };
        if (said.Recurrence is { } rule)
        {
            changed = changed with { Recurrence = rule, Date = said.Date };
        }
        else if (said.Date is { } day)
        {
            var named = draft.Recurrence is { } kept && Recurrence.Parse(kept).NamesDays;
            changed = changed with { Date = day, Recurrence = named ? null : draft.Recurrence };
        }

        if (said.Time is { } time)
        {
            var meant = said.Part is null ? SamePart(time, draft.Part, parts) : time;
            return changed with { Time = meant, Part = said.Part ?? (meant == time ? null : draft.Part), Until = said.Until };
        }

        if (said.Part is not { } part)
        {
            return changed;
        }

        var still = draft.Time is { } hour && parts[part].Holds(hour);
        return changed with { Part = part, Time = still ? draft.Time : null, Until = still ? draft.Until : null };
    }

    /// <summary>六点 after 明天早上 is six in the morning.</summary>
    private static TimeOnly SamePart(TimeOnly bare, DayPart? said, DayParts parts)
    {
        var other = bare.AddHours(12);
        return said is { } part && !parts[part].Holds(bare) && parts[part].Holds(other) ? other : bare;
    }

    private static Draft AddPlace(Draft draft, string place, Knowledge knowledge)
    {
        if (draft.Service is { } code && knowledge.Catalogue[code].Destination)
        {
            return draft with { Destination = place };
        }

        return knowledge.Answers.Has(Phrase.Home, place)
            ? draft with { Place = null, Address = null }
            : draft with { Place = place, Address = knowledge.Answers.IsAddress(place) ? place : null };
    }
}
