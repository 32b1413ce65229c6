using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>
/// What people do: sign up, press buttons once or twice, change their minds, at random times and often right when a mail is due.
/// </summary>
internal sealed class Behaviour(
    Agenda agenda,
    Random random,
    Network network,
    Population people,
    Engine engine,
    InMemoryTable table,
    Invariants invariants
)
{
    // A sign-up and a stop at the same time have no order that the simulation could know.
    private static readonly Duration LongestRequest = Duration.FromHours(1);

    public void Begin()
    {
        people.Received = React;
        foreach (var learner in people.All)
        {
            agenda.At(Profile.Healed + Duration.FromDays(2), () => Hurry(learner));
            agenda.In(Duration.FromMinutes(random.Next(3 * 24 * 60)), () => SignUp(learner));
            for (var whims = random.Next(4); whims > 0; whims--)
            {
                agenda.At(AnyTime(learner), () => Whim(learner));
            }
        }
    }

    private void React(Learner learner, DueRow due)
    {
        if (due.Mail.IsUnsolicited && random.Next(25) == 0)
        {
            var at = Duration.FromMinutes(random.Next(1, 2000));
            agenda.In(at, () => Refuse(learner, due.Recipient));
            if (random.Next(2) == 0)
            {
                // Another spelling of the address is signed up at the same moment.
                var mailbox = Learner.MailboxOf(due.Recipient.Email);
                foreach (var other in people.All.Where(other => other != learner && other.MailboxName == mailbox))
                {
                    agenda.In(at + Duration.FromMilliseconds(random.Next(-500, 100)), () => SignUp(other));
                }
            }
        }

        if (due.Mail.AsksToConfirm)
        {
            for (
                var presses = random.Next(10) switch
                {
                    0 => 0,
                    1 => 2,
                    _ => 1,
                };
                presses > 0;
                presses--
            )
            {
                Press(learner, due);
            }
        }
        else if (random.Next(40) == 0)
        {
            agenda.In(Duration.FromSeconds(random.Next(1, 4000)), () => Stop(learner, due.Id));
        }

        if (due.Mail.IsLesson && learner.AddressToConfirm is { } address)
        {
            // In the very seconds in which nobody may know yet whether the lesson was accepted.
            learner.AddressToConfirm = null;
            agenda.In(Duration.FromMilliseconds(random.Next(60_000)), () => ConfirmAddress(learner, address));
        }
    }

    private void Press(Learner learner, DueRow due)
    {
        var at = agenda.Now + Duration.FromMinutes(random.Next(1, 2000));
        if (due.Mail == MailKey.ConfirmAddress && random.Next(2) == 0)
        {
            learner.AddressToConfirm = due.Id;
        }
        else if (due.Mail == MailKey.ConfirmAddress)
        {
            agenda.At(OrAtTheirHour(learner, at), () => ConfirmAddress(learner, due.Id));
        }
        else
        {
            agenda.At(at, () => Confirm(learner, due.Id, due.Recipient.Details));
        }
    }

    private void Whim(Learner learner)
    {
        switch (random.Next(18))
        {
            case 0:
                Stop(learner, learner.IdsSoFar[random.Next(learner.IdsSoFar.Count)]);
                break;
            case 1:
                Ask(() => engine.Pause.HandleAsync(learner.Id, random.Next(1, 4)));
                break;
            case 2:
                Ask(() => engine.Pause.HandleAsync(learner.Id));
                agenda.In(Duration.FromHours(random.Next(1, 60)), () => Ask(() => engine.Resume.HandleAsync(learner.Id)));
                break;
            case 3 or 4:
                ChangeSchedule(learner);
                break;
            case 5:
                ChangePace(learner);
                break;
            case 6:
                OnPage(learner, page => page.Next, lesson => engine.SkipLesson.HandleAsync(learner.Id, lesson));
                break;
            case 7 or 8:
                OnPage(learner, page => page.Previous, lesson => engine.GoBack.HandleAsync(learner.Id, lesson));
                break;
            case 9:
                Ask(() => engine.StartOver.HandleAsync(learner.Id));
                break;
            case 10:
                Ask(() => engine.SendLastAgain.HandleAsync(learner.Id));
                break;
            case 11 when random.Next(3) == 0:
                learner.MayMissLessons = true;
                Ask(() => engine.Erase.HandleAsync(learner.Id));
                break;
            case 12:
                Stop(learner, learner.Id);
                if (random.Next(2) == 0)
                {
                    agenda.In(Duration.FromMinutes(random.Next(60)), () => SignUp(learner, people.AnySchedule()));
                }

                agenda.In(Duration.FromMinutes(random.Next(90)), () => UndoStop(learner));
                break;
            case 13:
                // By somebody else, whose hour is the learner's only once they press the button of that mail.
                SignUp(learner, people.AnySchedule());
                break;
            case 15 or 16 or 17:
                ChangeAddress(learner);
                break;
            default:
                SignUp(learner);
                break;
        }
    }

    // Not all of those who ask are subscribed, and some press once more because no mail comes.
    private void ChangeAddress(Learner learner)
    {
        if (learner.NextAddress() is { } address)
        {
            for (var presses = random.Next(1, 3); presses > 0; presses--)
            {
                agenda.In(Duration.FromMinutes(random.Next(200)), () => Ask(() => ChangeAddressAsync(learner.Id, address)));
            }
        }
    }

    private async Task ChangeAddressAsync(SubscriberId id, EmailAddress address) =>
        await engine.ChangeAddress.HandleAsync(id, address, await engine.Pacer.ReadAsync(address));

    private void ConfirmAddress(Learner learner, SubscriberId id) =>
        Ask(async () =>
        {
            if (await engine.ConfirmAddress.HandleAsync(id) == ConfirmAddressOutcome.Confirmed)
            {
                learner.Presses.Add((id, agenda.Now));
                if (random.Next(6) == 0)
                {
                    // While the course is being moved, by the link of an older mail.
                    agenda.In(Duration.FromMilliseconds(random.Next(2500)), () => Stop(learner, learner.Id));
                }
            }
        });

    // Often at the very seconds in which this person's lesson is on its way, and sometimes while the sweep looks for whom to
    // forget.
    private Instant AnyTime(Learner learner)
    {
        var any = Profile.Start + Duration.FromMinutes(random.Next(9 * 24 * 60));
        return random.Next(8) == 0
            ? MidnightAfter(any) + Duration.FromMilliseconds(random.Next(2500))
            : OrAtTheirHour(learner, any);
    }

    private static Instant MidnightAfter(Instant at) => at.InUtc().Date.PlusDays(1).AtMidnight().InUtc().ToInstant();

    private Instant OrAtTheirHour(Learner learner, Instant any) =>
        random.Next(2) == 0 ? any : learner.Schedule.NextHour(any) + Duration.FromMilliseconds(random.Next(8000));

    private void SignUp(Learner learner) => SignUp(learner, learner.Schedule);

    private void SignUp(Learner learner, DailySchedule schedule)
    {
        Ask(async () =>
        {
            // Nobody types the address that they are leaving.
            if (!IsLeaving(learner.Id))
            {
                var typed = learner.Recipient with { Schedule = schedule };
                (learner.StoppedAt, learner.SignUpAt) = (null, agenda.Now);
                await engine.SignUp.HandleAsync(typed, await engine.Pacer.ReadAsync(typed.Email));
            }
        });
    }

    private void Confirm(Learner learner, SubscriberId id, SignUpDetails details) =>
        Ask(async () =>
        {
            // A pace chosen before there was anybody to choose for came to nothing.
            // The first lesson comes tomorrow whatever the pace.
            learner.Schedules.Add((agenda.Now, details.Schedule with { Pace = Pace.Daily }));
            learner.Schedules.Add((agenda.Now, details.Schedule with { Pace = learner.Schedules[^2].Schedule.Pace }));
            if (Stored(id) is { IsSubscribed: true })
            {
                learner.Presses.Add((id, agenda.Now));
            }

            var consent = new Consent(agenda.Now, "Yes.", "");
            var confirmation = new Confirmation(id, details, random.Next(2) == 0, consent);
            if ((await engine.Confirm.HandleAsync(confirmation)).Subscriber is not null)
            {
                learner.ConfirmedAt = agenda.Now;
            }
        });

    private void Refuse(Learner learner, Recipient address)
    {
        var mailbox = Learner.MailboxOf(address.Email);
        foreach (var each in people.All.Where(each => each == learner || each.MailboxName == mailbox))
        {
            each.MayMissLessons = true;
        }

        Ask(
            () => engine.Refuse.HandleAsync(address.Id, engine.Ids.MailboxOf(address.Email)),
            () => learner.RefusedAt[mailbox] = agenda.Now
        );
    }

    /// <param name="id">Whose link is pressed: also one in an older mail, to an address that they have left since.</param>
    private void Stop(Learner learner, SubscriberId id)
    {
        learner.MayMissLessons = true;
        Ask(
            () => engine.Unsubscribe.HandleAsync(id),
            () =>
            {
                // The link of a course that was forgotten stops none that began anew at another address.
                var isOfForgotten = learner.LeftAt.TryGetValue(id, out var left) && learner.ForgottenAt > left;
                if (!isOfForgotten && agenda.Now - learner.SignUpAt > LongestRequest)
                {
                    learner.StoppedAt = agenda.Now;
                }
            }
        );
    }

    private void UndoStop(Learner learner) =>
        Ask(() =>
        {
            (learner.StoppedAt, learner.SignUpAt) = (null, agenda.Now);
            if (Stored(learner.Id) is { } seen && Subscribers.UndoUnsubscribe.IsPossible(seen, agenda.Now))
            {
                learner.Presses.Add((learner.Id, agenda.Now));
            }

            return engine.UndoUnsubscribe.HandleAsync(learner.Id);
        });

    private void ChangeSchedule(Learner learner) =>
        Choose(
            learner,
            random.Next(2) == 0
                ? people.AnySchedule() with
                {
                    Pace = learner.Schedule.Pace,
                }
                : learner.Schedule with
                {
                    Hour = random.Next(24),
                }
        );

    private void ChangePace(Learner learner) => Choose(learner, learner.Schedule with { Pace = (Pace)random.Next(4) });

    // After the last whim, so that everybody is through before the end.
    private void Hurry(Learner learner)
    {
        if (learner.Schedules.Any(each => each.Schedule.Pace != Pace.Daily))
        {
            Choose(learner, learner.Schedule with { Pace = Pace.Daily });
        }
    }

    private void Choose(Learner learner, DailySchedule schedule)
    {
        learner.Schedules.Add((agenda.Now, schedule));
        Ask(() => engine.ChangeSchedule.HandleAsync(learner.Id, schedule));
    }

    // The buttons are those of the page as it was opened, and pressed once or twice a little later.
    private void OnPage(
        Learner learner,
        Func<(LessonSlug? Next, LessonSlug? Previous), LessonSlug?> button,
        Func<LessonSlug, Task> press
    )
    {
        if (Stored(learner.Id) is not { } seen)
        {
            return;
        }

        if (button((engine.Plan.Next(seen.Progress), engine.Plan.Previous(seen.Progress))) is { } lesson)
        {
            for (var presses = random.Next(1, 3); presses > 0; presses--)
            {
                agenda.In(Duration.FromMilliseconds(random.Next(9000)), () => Ask(() => press(lesson)));
            }
        }
    }

    private Subscriber? Stored(SubscriberId id) =>
        RowHistory.Read(table.FindAsync(id.Shard, SubscriberRow.Key(id), default).Result);

    private bool IsLeaving(SubscriberId id) =>
        Stored(id) is { MovesTo: not null } || table.FindAsync(id.Shard, Forwarding.Key(id), default).Result is not null;

    // A request that fails is mostly tried again: people press the button once more, and so do mail programs.
    private void Ask(Func<Task> request, Action? acknowledged = null)
    {
        Life.Begin(PressAsync, () => Again(request, acknowledged), invariants.Surprised);

        async Task PressAsync()
        {
            try
            {
                await request();
                acknowledged?.Invoke();
            }
            catch (SimulatedFaultException)
            {
                Again(request, acknowledged);
            }
        }
    }

    private void Again(Func<Task> request, Action? acknowledged)
    {
        if (random.Next(4) != 0 || network.IsQuiet)
        {
            agenda.In(Duration.FromSeconds(random.Next(1, 300)), () => Ask(request, acknowledged));
        }
    }
}
