using EmailCourse.Subscribers;

namespace EmailCourse.Web.Desk;

/// <summary>Does what an operator asks for by the use cases of the subscriber's own page, and says what came of it.</summary>
internal sealed class ReaderActs(
    Pause pause,
    Resume resume,
    SendLastAgain sendLastAgain,
    Unsubscribe unsubscribe,
    Erase erase,
    LiftSuppression lift
)
{
    private const string Nothing = "Nothing was changed, because things had moved on. This is how they stand now.";

    public async Task<string> DoAsync(ReaderAct act, KnownAddress known)
    {
        if (act == ReaderAct.Lift)
        {
            return await lift.HandleAsync(known.Id, known.Mailbox)
                ? "The address may be written to again. Nothing comes by itself: its owner signs up on the front page. If "
                    + "SendGrid has it among its suppressions, take it out there too."
                : Nothing;
        }

        return known.Subscriber is { } subscriber ? await DoAsync(act, subscriber) : Nothing;
    }

    private async Task<string> DoAsync(ReaderAct act, Subscriber subscriber)
    {
        var id = subscriber.Id;
        if (act == ReaderAct.SendAgain)
        {
            return await sendLastAgain.HandleAsync(id)
                ? "The last lesson is on its way once more."
                : "It was not sent once more: less than an hour has passed since the last time, or another email is on its way.";
        }

        if (act == ReaderAct.Erase)
        {
            return await erase.HandleAsync(id)
                ? "Everything is erased, and the address is not written to any more. Erase it at SendGrid too, where it may "
                    + "stand among the suppressions."
                : Nothing;
        }

        if (act == ReaderAct.Pause && subscriber.State is SubscriberState.Active)
        {
            await pause.HandleAsync(id);
            return "The lessons are paused until they come back.";
        }

        if (act == ReaderAct.Resume && subscriber.State is SubscriberState.Paused)
        {
            await resume.HandleAsync(id);
            return "The lessons go on at their next hour.";
        }

        if (act == ReaderAct.Stop && subscriber.State is not SubscriberState.Unsubscribed)
        {
            await unsubscribe.HandleAsync(id);
            return "The emails have stopped. Nothing more is sent.";
        }

        return Nothing;
    }
}
