namespace Dispatch.Summonses;

/// <summary>What a ladder says at a moment: a pure function of when the summons was raised and answered, so that any machine can go on with it.</summary>
internal static class LadderRules
{
    public static Rung At(Summons summons, Ladder ladder, DateTimeOffset now)
    {
        var isOver = summons.EndedAt is not null || summons.AnsweredAt is not null || now >= summons.RaisedAt + ladder.GiveUp;
        return isOver ? new Rung([], null) : Climb(ladder, summons.RaisedAt, now);
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
}
