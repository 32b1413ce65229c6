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
            agenda.In(at, () => Refuse(learner));
            if (random.Next(2) == 0)
            {
                // Another spelling of the address is signed up at the same moment.
                foreach (var other in people.All.Where(other => other != learner && other.MailboxName == learner.MailboxName))
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
                agenda.In(Duration.FromMinutes(random.Next(1, 2000)), () => Confirm(learner, due.Recipient.Details));
            }
        }
        else if (random.Next(40) == 0)
        {
            agenda.In(Duration.FromSeconds(random.Next(1, 4000)), () => Stop(learner));
        }
    }

    private void Whim(Learner learner)
    {
        switch (random.Next(15))
        {
            case 0:
                Stop(learner);
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
                Stop(learner);
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
            default:
                SignUp(learner);
                break;
        }
    }

    // Often at the very seconds in which this person's lesson is on its way.
    private Instant AnyTime(Learner learner)
    {
        var any = Profile.Start + Duration.FromMinutes(random.Next(9 * 24 * 60));
        return random.Next(2) == 0 ? any : learner.Schedule.NextHour(any) + Duration.FromMilliseconds(random.Next(8000));
    }

    private void SignUp(Learner learner) => SignUp(learner, learner.Schedule);

    private void SignUp(Learner learner, DailySchedule schedule)
    {
        var typed = learner.Recipient with { Schedule = schedule };
        Ask(() =>
        {
            (learner.StoppedAt, learner.SignUpAt) = (null, agenda.Now);
            return engine.SignUp.HandleAsync(typed);
        });
    }

    private void Confirm(Learner learner, SignUpDetails details) =>
        Ask(async () =>
        {
            // A pace chosen before there was anybody to choose for came to nothing.
            // The first lesson comes tomorrow whatever the pace.
            learner.Schedules.Add((agenda.Now, details.Schedule with { Pace = Pace.Daily }));
            learner.Schedules.Add((agenda.Now, details.Schedule with { Pace = learner.Schedules[^2].Schedule.Pace }));
            if (Stored(learner) is { IsSubscribed: true })
            {
                learner.LaterPresses.Add(agenda.Now);
            }

            var consent = new Consent(agenda.Now, "Yes.", "");
            var confirmation = new Confirmation(learner.Id, details, random.Next(2) == 0, consent);
            if ((await engine.Confirm.HandleAsync(confirmation)).Subscriber is not null)
            {
                learner.ConfirmedAt = agenda.Now;
            }
        });

    private void Refuse(Learner learner)
    {
        foreach (var each in people.All.Where(each => each.MailboxName == learner.MailboxName))
        {
            each.MayMissLessons = true;
        }

        Ask(
            () => engine.Refuse.HandleAsync(learner.Id, engine.Ids.MailboxOf(learner.Recipient.Email)),
            () => learner.RefusedAt = agenda.Now
        );
    }

    private void Stop(Learner learner)
    {
        learner.MayMissLessons = true;
        Ask(
            () => engine.Unsubscribe.HandleAsync(learner.Id),
            () =>
            {
                if (agenda.Now - learner.SignUpAt > LongestRequest)
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
            if (Stored(learner) is { } seen && Subscribers.UndoUnsubscribe.IsPossible(seen, agenda.Now))
            {
                learner.LaterPresses.Add(agenda.Now);
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
        if (Stored(learner) is not { } seen)
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

    private Subscriber? Stored(Learner learner) =>
        RowHistory.Read(table.FindAsync(learner.Id.Shard, SubscriberRow.Key(learner.Id), default).Result);

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
