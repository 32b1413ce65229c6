namespace EmailCourse.Simulation;

/// <summary>
/// One deliberate mistake: in a file of the engine, a text that is there exactly once, and what to put in its place.
/// </summary>
internal sealed record Edit(string File, string Text, string Instead);

/// <summary>An engine with a deliberate mistake, which the simulation must notice.</summary>
internal sealed record Mutant(string Name, params Edit[] Edits);

/// <summary>
/// The mistakes that systems of this kind make. If one of them stops being caught, the simulation has gone blind.
/// </summary>
internal static class Mutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "record before the send",
            new Edit(
                "Delivery/BatchSender.cs",
                "var outcome = await CallAsync(",
                "await recorderOf(batch).RecordAsync(dues); var outcome = await CallAsync("
            )
        ),
        new(
            "never read open batches",
            new Edit(
                "Delivery/BatchRecovery.cs",
                "foreach (var batch in run.Work.Open)",
                "foreach (var batch in run.Work.Open.Take(0))"
            )
        ),
        new(
            "ignore the versions of rows",
            new Edit(
                "Storage/Transaction.cs",
                "new TableTransactionAction(type, row, expected)",
                "new TableTransactionAction(type, row, expected == default ? expected : ETag.All)"
            )
        ),
        new(
            "ignore the lease",
            new Edit(
                "Delivery/ShardLease.cs",
                "HeldFor(row, now) is { } wait",
                "HeldFor(row, now) is { } wait && wait < Duration.Zero"
            ),
            new Edit(
                "Delivery/ShardLease.cs",
                "transaction.Save(ToRow(Shard, _owner, ExpiresAt), _version);",
                "transaction.Put(ToRow(Shard, _owner, ExpiresAt));"
            )
        ),
        new(
            "take the lease whoever has taken it since it was read",
            new Edit(
                "Delivery/ShardLease.cs",
                "transaction.Save(ToRow(Shard, _owner, ExpiresAt), _version);",
                "transaction.Put(ToRow(Shard, _owner, ExpiresAt));"
            )
        ),
        new(
            "count an event every time it comes",
            new Edit(
                "Subscribers/SubscriberStore.cs",
                "if (read is Tombstone)",
                "if (read is Tombstone && decide(null)?.Tombstone is null)"
            ),
            new Edit("Subscribers/SubscriberStore.cs", "(Subscriber?)read", "read as Subscriber"),
            new Edit(
                "Subscribers/SubscriberStore.cs",
                "transaction.Save(SubscriberRow.Write(id, after), before?.Version ?? default);",
                "_ = after is Tombstone ? transaction.Put(SubscriberRow.Write(id, after)) "
                    + ": transaction.Save(SubscriberRow.Write(id, after), before?.Version ?? default);"
            ),
            new Edit("Subscribers/SubscriberChange.cs", "Counts = subscriber is null ? [] : counts,", "Counts = counts,")
        ),
        new("take a lost answer for a no", new Edit("Delivery/BatchSender.cs", "return unknown;", "break;")),
        new(
            "take a lost answer for a yes",
            new Edit("Delivery/BatchSender.cs", "return unknown;", "return await RecordAsync(batch, dues);")
        ),
        new("send however late it is", new Edit("Schedule/Lateness.cs", "now - due > Limit", "now - due > Limit * 1000")),
        new(
            "mail the suppressed again",
            new Edit("Subscribers/SubscriberStore.cs", "if (read is Tombstone)", "if (read is Tombstone && attempt < 0)"),
            new Edit("Subscribers/SubscriberStore.cs", "(Subscriber?)read", "read as Subscriber"),
            new Edit(
                "Subscribers/SubscriberStore.cs",
                "transaction.Save(SubscriberRow.Write(id, after), before?.Version ?? default);",
                "transaction.Put(SubscriberRow.Write(id, after));"
            ),
            new Edit("Subscribers/ConfirmMailPlanner.cs", "null => await", "null or Tombstone => await")
        ),
        new(
            "leave a subscriber's columns in the tombstone's row",
            new Edit(
                "Subscribers/SubscriberStore.cs",
                "transaction.Save(SubscriberRow.Write(id, after), before?.Version ?? default);",
                "_ = before is null ? transaction.Insert(SubscriberRow.Write(id, after)) "
                    + ": transaction.Merge(SubscriberRow.Write(id, after), before.Version);"
            )
        ),
        new(
            "send again before the events could tell",
            new Edit(
                "Delivery/DeliveryRules.cs",
                "ResendAfter = Duration.FromMinutes(15)",
                "ResendAfter = Duration.FromMinutes(1)"
            )
        ),
        new(
            "send to the members of an open batch",
            new Edit("Delivery/ShardRun.cs", "_reserved.UnionWith(batch.Members);", "_reserved.UnionWith(batch.Members.Take(0));")
        ),
        new(
            "send without checking that due rows are fresh",
            new Edit("Delivery/BatchOpener.cs", "> MaxAge(due.Reading, rereads));", "> MaxAge(due.Reading, rereads) * 1000);")
        ),
        new(
            "give up where storage is slow",
            new Edit("Delivery/BatchOpener.cs", "rereads < DeliveryRules.SlowAfterRereads", "rereads <= DeliveryRules.MaxRereads")
        ),
        new(
            "record a recorded member once more",
            new Edit(
                "Delivery/BatchRecorder.cs",
                "if (current.LastBatch == open.Id || !open.Members.Contains(member))",
                "if (!open.Members.Contains(member))"
            )
        ),
        new(
            "tear a send apart when the process stops",
            new Edit(
                "Delivery/ShardRun.cs",
                "public ShardLease Lease => lease;",
                "public ShardLease Lease => lease; public CancellationToken Stopping => stopping;"
            ),
            new Edit(
                "Delivery/BatchSender.cs",
                "return await mail.SendAsync(request, CancellationToken.None);",
                "return await mail.SendAsync(request, run.Stopping);"
            )
        ),
        new(
            "look up refused positions among those who were due",
            new Edit("Delivery/BatchSender.cs", "new SendAttempt(outcome, opened.Dues)", "new SendAttempt(outcome, dues)")
        ),
        new(
            "forget the lesson behind another mail",
            new Edit("Subscribers/Progress.cs", "LessonDueAt = NextLessonAt,", "LessonDueAt = LessonDueAt,")
        ),
        new(
            "send a lesson that was put back for ever",
            new Edit("Subscribers/Progress.cs", "PutBack = PutBack.Remove(lesson),", "PutBack = PutBack,")
        ),
        new("begin again at any hour", new Edit("Subscribers/StartOver.cs", "current.NextHour(now)", "now")),
        new(
            "take back a stop however old it is",
            new Edit(
                "Subscribers/UndoUnsubscribe.cs",
                "now - subscriber.Stop?.At < Limit",
                "now - subscriber.Stop?.At < Limit * 1000"
            )
        ),
        new(
            "hurry a slow pace after a change",
            new Edit("Schedule/DailySchedule.cs", "Interval == 1 ? earliest", "Interval > 0 ? earliest")
        ),
        new(
            "erase without a tombstone",
            new Edit(
                "Subscribers/Erase.cs",
                ": SubscriberChange.Bury(current, new Tombstone(SuppressionReason.Erased, now), CounterNames.Suppressed);",
                ": new SubscriberChange(After: null) { Counts = [CounterNames.Suppressed] };"
            )
        ),
        new(
            "overlook lessons that are added later",
            new Edit(
                "Delivery/NewLessonPlanner.cs",
                "if (!IsOf(await table.FindAsync(shard, RowKey, cancellationToken), course))",
                "if (await table.FindAsync(shard, RowKey, cancellationToken) is null)"
            )
        ),
        new(
            "write to a mailbox as often as the form is filled in",
            new Edit("Subscribers/MailboxRow.cs", "> Period + MailPlan.ReminderAfter", "> Duration.FromHours(1)")
        ),
        new(
            "count every spelling of a mailbox for itself",
            new Edit(
                "Subscribers/EmailAddress.cs",
                "local = plus > 0 ? local[..plus] : local;",
                "local = plus > local.Length ? local[..plus] : local;"
            )
        ),
        new(
            "let a form change what a subscriber had chosen",
            new Edit(
                "Subscribers/SignUp.cs",
                "PreviousState = current.State,",
                "PreviousState = current.State, Recipient = current.Recipient.With(typed.Details),"
            )
        ),
        new(
            "confirm with the hour of a later form",
            new Edit(
                "Subscribers/Confirm.cs",
                "current.Recipient.With(confirmation.Details)",
                "current.Recipient.With(current.Unconfirmed ?? confirmation.Details)"
            )
        ),
        new(
            "remind somebody who is asked again already",
            new Edit(
                "Subscribers/MailPlan.cs",
                "return progress.NoReminder",
                "return progress.NoReminder && sent.At < Instant.MinValue"
            )
        ),
        new(
            "tell the subscribed although the mailbox is closed",
            new Edit("Subscribers/ConfirmMailPlanner.cs", "if (mailbox.IsClosed)", "if (mailbox.IsClosed && id == default)")
        ),
        new(
            "ask more to confirm in an hour than may be",
            new Edit("Subscribers/HourlyPlaces.cs", "return places.Taken < Limit", "return places.Taken <= Limit")
        ),
        new(
            "take a place although somebody else was faster",
            new Edit(
                "Subscribers/HourlyQuota.cs",
                "if (await TrySaveAsync(taken))",
                "if (await TrySaveAsync(taken) || attempt == 1)"
            )
        ),
        new(
            "let a sign-up pass a refusal of the same moment",
            new Edit("Subscribers/ConfirmMailCheck.cs", "await refuse.DropIfRefusedAsync(due) ||", "refuse is null ||")
        ),
        new(
            "forget people in the middle of the course",
            new Edit("Subscribers/RetentionSweeper.cs", "SubscriberState.Completed =>", "not SubscriberState.Pending =>")
        ),
        new(
            "forget people as they were read, whatever they did since",
            new Edit("Subscribers/RetentionSweeper.cs", "current is not null && IsOver(current, now)", "current is not null")
        ),
        new(
            "keep who stopped for ever",
            new Edit(
                "Subscribers/RetentionSweeper.cs",
                "SubscriberState.Unsubscribed =>",
                "SubscriberState.Unsubscribed when now < Instant.MinValue =>"
            )
        ),
        new(
            "move a course while its lesson is on its way",
            new Edit(
                "Delivery/ShardDelivery.cs",
                "page.Rows.Where(due => !run.IsReserved(due.Id))",
                "page.Rows.Where(due => due.Mail == MailKey.Move || !run.IsReserved(due.Id))"
            )
        ),
        new(
            "go on at the new address before the old one has let go",
            new Edit("Subscribers/MoveSubscriber.cs", "new(hasLeft ? Arrived(found, now) : null)", "new(Arrived(found, now))"),
            new Edit("Subscribers/MoveSubscriber.cs", "ids.Of(to) == arriving.Id;", "ids.Of(to) == default;")
        ),
        new(
            "let go whatever was asked for meanwhile",
            new Edit(
                "Subscribers/MoveSubscriber.cs",
                "if (await TrySaveAsync(current, new SubscriberChange(Farewell(current, now)), Forward, cancellationToken))",
                "if (await TrySaveAsync((await subscribers.FindAsync(current.Id, cancellationToken)) ?? current, "
                    + "new SubscriberChange(Farewell(current, now)), Forward, cancellationToken))"
            )
        ),
        new(
            "give up a course that another run has let go",
            new Edit(
                "Subscribers/MoveSubscriber.cs",
                "forwarding.To == arriving.Id;",
                "forwarding.To == arriving.Id && trigger is null;"
            )
        ),
        new(
            "stop only where the link was sent",
            new Edit("Subscribers/Unsubscribe.cs", "visited.Add(id);", "visited.Count < 1 && visited.Add(id);")
        ),
        new(
            "keep what an address held that the course has left",
            new Edit("Subscribers/Expire.cs", "SubscriberState.Pending or SubscriberState.Moved", "SubscriberState.Pending")
        ),
        new(
            "send although the brake is pulled",
            new Edit(
                "Delivery/ShardDelivery.cs",
                "run.IsBraked && await brake.FindAsync(CancellationToken.None) is not null;",
                "run.IsBraked && await brake.FindAsync(CancellationToken.None) is not null && sender is null;"
            )
        ),
        new(
            "send an open batch again although the brake is pulled",
            new Edit("Delivery/BatchRecovery.cs", "if (!run.IsBraked && clock", "if (clock")
        ),
        new(
            "let sending go on and forget what was counted",
            new Edit(
                "Delivery/BrakeStore.cs",
                "new Resumption(day, today.Complained, today.Bounced)",
                "new Resumption(day.PlusDays(-9), 0, 0)"
            )
        ),
        new(
            "pull the brake and let the runs go on",
            new Edit("Delivery/BrakeStore.cs", "ShardKey.All.Select(shard =>", "ShardKey.All.Take(0).Select(shard =>")
        ),
        new(
            "count complaints and never judge them",
            new Edit(
                "SendGridWebhook/SendGridEventHandler.cs",
                "await brake.RequestCheckAsync(CancellationToken.None);",
                "await brake.ReadAsync(cancellationToken);"
            )
        ),
        new("overlook that too many complain", new Edit("Delivery/BrakeCheck.cs", "count >= minimum", "count >= 1000 * minimum")),
        new(
            "warm up without counting",
            new Edit("Delivery/WarmUpStore.cs", "Used = day.Used + places", "Used = day.Used + (0 * places)")
        ),
        new(
            "give back the places of lessons that have left",
            new Edit(
                "Delivery/BatchSender.cs",
                "GiveBackAsync(places, places.Count - used,",
                "GiveBackAsync(places, places.Count,"
            )
        ),
    ];
}
