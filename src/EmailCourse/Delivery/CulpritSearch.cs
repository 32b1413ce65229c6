using EmailCourse.Mail;
using EmailCourse.Subscribers;

namespace EmailCourse.Delivery;

/// <summary>
/// Finds the recipients because of whom SendGrid refuses a mail without naming them. Those refused together are halved until one
/// is left, and the halves set aside on the way are tried together afterwards: one culprit among n costs at most log2(n) + 2
/// calls, and everybody else gets the mail.
/// </summary>
/// <param name="send">Sends to some of them, and records those accepted.</param>
internal sealed class CulpritSearch(Func<IReadOnlyList<DueRow>, Task<SendOutcome>> send)
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

    private async Task<SendOutcome?> NarrowAsync(IReadOnlyList<DueRow> refused)
    {
        while (refused.Count > 1)
        {
            var half = refused.Take(refused.Count / 2).ToList();
            var other = refused.Skip(half.Count).ToList();
            switch (await SendAsync(half))
            {
                case SendOutcome.Accepted or SendOutcome.NothingToSend:
                    refused = other;
                    break;
                case SendOutcome.Refused:
                    refused = half;
                    _aside.AddRange(other);
                    break;
                case SendOutcome.RecipientsRefused named:
                    SetApart(half, named);
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
        switch (await SendAsync(again))
        {
            case SendOutcome.Accepted or SendOutcome.NothingToSend:
                return ([], null);
            case SendOutcome.Refused:
                return (again, null);
            case SendOutcome.RecipientsRefused named:
                SetApart(again, named);
                return await RetryAsideAsync();
            case var interruption:
                return ([], interruption);
        }
    }

    private void SetApart(List<DueRow> tried, SendOutcome.RecipientsRefused named)
    {
        var positions = named.Positions.ToHashSet();
        _culprits.AddRange(tried.Where((_, position) => positions.Contains(position)));
        _aside.AddRange(tried.Where((_, position) => !positions.Contains(position)));
    }

    private async Task<SendOutcome> SendAsync(IReadOnlyList<DueRow> some)
    {
        var outcome = await send(some);
        _someAccepted |= outcome is SendOutcome.Accepted;
        return outcome;
    }
}
