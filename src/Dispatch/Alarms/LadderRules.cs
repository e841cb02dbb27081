namespace Dispatch.Alarms;

/// <summary>What a ladder says at a moment: a pure function of when the summons was raised and answered, so that any machine can go on with it.</summary>
internal static class LadderRules
{
    /// <summary>Steps are counted within a round of ringing; each answer ends a round.</summary>
    private const int StepsOfRound = 10_000;

    /// <summary>The round of ringing that a step belongs to, the first being 1.</summary>
    public static int RoundOf(int step) => (step / StepsOfRound) + 1;

    public static Rung At(Summons summons, Ladder ladder, DateTimeOffset now)
    {
        if (summons.EndedAt is not null || (ladder.GiveUp is { } limit && summons.AnsweredAt is null && now >= summons.RaisedAt + limit))
        {
            return new Rung([], null);
        }

        return summons.AnsweredAt is { } answered ? AfterAnswer(ladder, summons.Round, answered, now) : Climb(ladder, summons.RaisedAt, now);
    }

    private static Rung Climb(Ladder ladder, DateTimeOffset began, DateTimeOffset now)
    {
        var round = ladder.Steps[^1].After + ladder.Repeat;
        var rounds = (int)((now - began) / round);
        var ringing = new List<RungStep>();
        DateTimeOffset? next = null;
        DateTimeOffset? latest = null;
        for (var which = Math.Max(0, rounds - 1); which <= rounds + 1; which++)
        {
            for (var i = 0; i < ladder.Steps.Count; i++)
            {
                var step = ladder.Steps[i];
                var at = began + (which * round) + step.After;
                if (at > now)
                {
                    next = next is { } sooner && sooner < at ? next : at;
                }
                else
                {
                    // Whoever looks late rings the step that is due now, not all that were missed.
                    if (latest < at)
                    {
                        ringing.Clear();
                    }

                    latest = at;
                    ringing.Add(new RungStep((which * ladder.Steps.Count) + i, step.Ring, step.Text, step.By.Contains("call"), which == 0 && step.By.Contains("sms")));
                }
            }
        }

        return new Rung(ringing, next);
    }

    private static Rung AfterAnswer(Ladder ladder, int round, DateTimeOffset answered, DateTimeOffset now)
    {
        if (ladder.ResolveWithin is not { } patience || ladder.Again is not { } text)
        {
            return new Rung([], null);
        }

        var due = answered + patience;
        if (now < due)
        {
            return new Rung([], due);
        }

        var times = (int)((now - due) / (ladder.RingFor + ladder.Repeat));
        return new Rung(
            [new RungStep((round * StepsOfRound) + times, "operators", text, Call: true, SmsToo: false)],
            due + ((times + 1) * (ladder.RingFor + ladder.Repeat)));
    }
}
