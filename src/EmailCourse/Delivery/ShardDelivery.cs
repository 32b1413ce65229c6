using EmailCourse.Course;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Sends everything that is due in the shard of one run, after finishing what earlier runs left open.</summary>
internal sealed class ShardDelivery(
    ShardRun run,
    BatchRecovery recovery,
    ShardWorkReader work,
    BatchSender sender,
    BrakeStore brake,
    WarmUpStore warmUp,
    LessonReplanner replanner,
    Expire expire,
    MoveSubscriber move,
    ConfirmMailCheck check,
    MailPlan plan,
    IClock clock
)
{
    /// <exception cref="LeaseLostException">Another run or the brake has the shard.</exception>
    public async Task<RunResult> DeliverAsync()
    {
        run.IsBraked = run.IsBraked && await brake.FindAsync(CancellationToken.None) is not null;
        if (run.Work.Open.Count > 0 && !run.IsBraked)
        {
            await HoldLeaseAsync();
        }

        if (await recovery.RecoverAsync() is RunResult.Stopped stopped)
        {
            return stopped;
        }

        if (run.IsBraked)
        {
            return new RunResult.Stopped("brake");
        }

        await foreach (var page in work.ReadDueAsync(run.Shard, run.Work, CancellationToken.None))
        {
            if (await DeliverAsync(page) is RunResult.Stopped early)
            {
                return early;
            }
        }

        return RunResult.Continue;
    }

    private async Task<RunResult> DeliverAsync(DuePage page)
    {
        var now = clock.GetCurrentInstant();
        var mails = new List<DueRow>();
        foreach (var due in page.Rows.Where(due => !run.IsReserved(due.Id)))
        {
            if (run.MayGoOn() is RunResult.Stopped over)
            {
                return over;
            }

            if (IsToBeSent(due, now))
            {
                mails.Add(due);
                continue;
            }

            if (due.Mail == MailKey.Move)
            {
                // Else a mail might be on its way that another run began since: it would come to the new address once more.
                await run.Lease.RenewAsync(clock.GetCurrentInstant());
                run.RequestAnotherRunIfDue(await move.HandleAsync(due.Id, CancellationToken.None));
                continue;
            }

            await HoldLeaseAsync();
            if (due.Mail == MailKey.Expire)
            {
                await expire.HandleAsync(due.Id, CancellationToken.None);
            }
            else
            {
                run.RequestAnotherRunIfDue(await replanner.ReplanAsync(due, now, CancellationToken.None));
            }
        }

        // Lessons first: each mail that asks to confirm is looked up on its own, which takes long where storage is slow.
        var leaving = await WithinCeilingAsync(mails);
        var groups = leaving.GroupBy(due => due.Mail).OrderBy(group => group.Key.AsksToConfirm).ToList();
        foreach (var group in groups)
        {
            run.IsAtLastBatch = page.IsLast && group == groups[^1];
            if (await SendWantedAsync([.. group]) is RunResult.Stopped stopped)
            {
                return stopped;
            }
        }

        return RunResult.Continue;
    }

    private bool IsToBeSent(DueRow due, Instant now) =>
        due.Mail != MailKey.Expire && due.Mail != MailKey.Move && !plan.IsRemoved(due.Mail) && !due.IsTooLate(now);

    // Of two runs that find the same to be done, one suffices.
    private Task HoldLeaseAsync() => run.Lease.HoldAsync(clock.GetCurrentInstant());

    // Lessons beyond the ceiling stay due; the oldest go first.
    private async Task<IReadOnlyList<DueRow>> WithinCeilingAsync(IReadOnlyList<DueRow> mails)
    {
        if (await warmUp.FindTodayAsync(CancellationToken.None) is not { } today)
        {
            return mails;
        }

        var lessons = mails.Where(due => due.Mail.IsLesson && today.IsInTurn(due.Id, due.Due.At)).Take(today.Left);
        return [.. lessons, .. mails.Where(due => !due.Mail.IsLesson)];
    }

    private async Task<RunResult> SendWantedAsync(IReadOnlyList<DueRow> dues)
    {
        if (dues[0].Mail.AsksToConfirm)
        {
            // Looking each of them up takes long, and of several runs that do, one could begin its batch.
            await HoldLeaseAsync();
        }

        var wanted = new List<DueRow>();
        foreach (var due in dues)
        {
            if (run.MayGoOn() is RunResult.Stopped over)
            {
                return over;
            }

            if (!await check.DropIfUnwantedAsync(due))
            {
                wanted.Add(due);
            }
        }

        return wanted.Count == 0 ? RunResult.Continue : await sender.SendAsync(wanted);
    }
}
