using System.Security.Cryptography;
using EmailCourse.Local.Startup;
using NodaTime;

namespace EmailCourse.Local.StandIn;

/// <summary>
/// Accepts requests. Mails, their index and the events to come appear on disk together, by one rename of their folder: whenever
/// the program is killed, a request was accepted whole or not at all.
/// </summary>
internal sealed class MailIntake(Inbox inbox, EventOutbox outbox, FaultPlan faults, IClock clock)
{
    private const string IndexFile = "index.json";

    /// <returns>SendGrid's name for the accepted request.</returns>
    public string Accept(MailSendRequest request)
    {
        var requestId = RandomNumberGenerator.GetHexString(22, lowercase: true);
        var (sequence, folder) = inbox.NextFolder();
        var draft = Directory.CreateDirectory(folder + ".draft").FullName;
        var mails = WriteMails(request, requestId, sequence, draft);
        File.WriteAllBytes(Path.Combine(draft, IndexFile), LocalJson.Bytes(mails));
        if (faults.EventsOn)
        {
            EventFiles.Write(draft, ProviderEvents.Of(mails));
        }

        Directory.Move(draft, folder);
        inbox.Add(mails);
        outbox.Add(EventFiles.In(folder), clock.GetCurrentInstant());
        return requestId;
    }

    /// <summary>Reads what earlier runs accepted, and forgets what they did not finish.</summary>
    public void Load()
    {
        foreach (var folder in inbox.Folders())
        {
            if (folder.EndsWith(".draft", StringComparison.Ordinal))
            {
                Directory.Delete(folder, recursive: true);
            }
            else if (LocalJson.ReadFile<InboxMail[]>(Path.Combine(folder, IndexFile)) is [var first, ..] mails)
            {
                inbox.Add(mails);
                outbox.Add(EventFiles.In(folder), first.ReceivedAt);
            }
        }
    }

    private List<InboxMail> WriteMails(MailSendRequest request, string requestId, string sequence, string folder)
    {
        var at = clock.GetCurrentInstant();
        var mails = new List<InboxMail>();
        foreach (var each in request.Personalizations!)
        {
            foreach (var to in each.To!)
            {
                var number = $"{mails.Count:D4}";
                var smtpId = $"{requestId}.{number}@geopod-ismtpd-sandbox";
                using var message = MailComposer.Compose(request, each, smtpId, at);
                message.WriteTo(Path.Combine(folder, number + ".eml"));
                mails.Add(
                    new InboxMail(
                        $"{sequence}-{number}",
                        to.Email!,
                        request.From!.Email!,
                        message.Subject ?? "",
                        request.Mail,
                        at,
                        $"{requestId}.recvd-sandbox-{sequence}-{number}.0",
                        $"<{smtpId}>",
                        MailComposer.Merge(request.CustomArgs, each.CustomArgs, StringComparer.Ordinal)
                    )
                );
            }
        }

        return mails;
    }
}
