using EmailCourse.Mail;
using EmailCourse.Subscribers;

namespace EmailCourse.Delivery;

/// <summary>
/// Finds the recipients because of whom SendGrid refuses a mail without naming them. Those refused together are halved until one
/// is left who was refused alone, and the halves set aside on the way are tried together afterwards: one culprit among n costs at
/// most log2(n) + 3 calls, and everybody else gets the mail.
/// </summary>
/// <param name="send">Sends to some of them, and records those accepted.</param>
internal sealed class CulpritSearch(Func<IReadOnlyList<DueRow>, Task<SendAttempt>> send)
{
    // So many culprits while nobody was accepted mean that the mail is refused, not its recipients.
    private const int MaxCulpritsWithoutAcceptance = 3;

    private readonly List<DueRow> _culprits = [];
    private readonly List<DueRow> _aside = [];
    private bool _someAccepted;

    /// <summary>The recipients to blame, once the search is over; none if the mail itself seems to be refused.</summary>
    public IReadOnlyList<DueRow> Culprits => IsTheMailItself ? [] : _culprits;

    /// <summary>Everybody tried was refused.</summary>
    public bool IsTheMailItself => !_someAccepted && _culprits.Count >= MaxCulpritsWithoutAcceptance;

    /// <summary>Searches <paramref name="refused"/>, which were refused together.</summary>
    /// <returns>The outcome that ended the search early, with the rest still due; <see langword="null"/> if it was
    /// finished.</returns>
    public async Task<SendOutcome?> RunAsync(IReadOnlyList<DueRow> refused)
    {
        while (refused.Count > 0 && !IsTheMailItself)
        {
            if (await NarrowAsync(refused) is { } interruption)
            {
                return interruption;
            }

            var (next, outcome) = await RetryAsideAsync();
            if (outcome is not null)
            {
                return outcome;
            }

            refused = next;
        }

        return null;
    }

    // Nobody is blamed by elimination: those of the other half may have changed, or what was refused may pass now.
    private async Task<SendOutcome?> NarrowAsync(IReadOnlyList<DueRow> refused)
    {
        var wereTriedTogether = true;
        while (refused.Count > 1 || (refused.Count == 1 && !wereTriedTogether))
        {
            var half = refused.Take((refused.Count + 1) / 2).ToList();
            var other = refused.Skip(half.Count).ToList();
            var attempt = await SendAsync(half);
            switch (attempt.Outcome)
            {
                case SendOutcome.Accepted or SendOutcome.NothingToSend:
                    (refused, wereTriedTogether) = (other, false);
                    break;
                case SendOutcome.Refused:
                    (refused, wereTriedTogether) = (attempt.SentTo, true);
                    _aside.AddRange(other);
                    break;
                case SendOutcome.RecipientsRefused named:
                    SetApart(attempt, named);
                    _aside.AddRange(other);
                    return null;
                case var interruption:
                    return interruption;
            }
        }

        _culprits.AddRange(refused);
        return null;
    }

    private async Task<(IReadOnlyList<DueRow> Refused, SendOutcome? Interruption)> RetryAsideAsync()
    {
        if (_aside.Count == 0)
        {
            return ([], null);
        }

        var again = _aside.ToList();
        _aside.Clear();
        var attempt = await SendAsync(again);
        switch (attempt.Outcome)
        {
            case SendOutcome.Accepted or SendOutcome.NothingToSend:
                return ([], null);
            case SendOutcome.Refused:
                return (attempt.SentTo, null);
            case SendOutcome.RecipientsRefused named:
                SetApart(attempt, named);
                return await RetryAsideAsync();
            case var interruption:
                return ([], interruption);
        }
    }

    private void SetApart(SendAttempt attempt, SendOutcome.RecipientsRefused refused)
    {
        var (named, rest) = attempt.Divide(refused);
        _culprits.AddRange(named);
        _aside.AddRange(rest);
    }

    private async Task<SendAttempt> SendAsync(IReadOnlyList<DueRow> some)
    {
        var attempt = await send(some);
        _someAccepted |= attempt.Outcome is SendOutcome.Accepted;
        return attempt;
    }
}
