using EmailCourse.Mail;
using EmailCourse.Subscribers;

namespace EmailCourse.Delivery;

/// <summary>
/// Finds whom the provider refuses without saying so. Those refused together are halved until one is left; halves set aside on the way
/// are tried together afterwards, so that one culprit among n costs at most log2(n) + 2 calls, and everybody else gets the mail.
/// </summary>
/// <param name="send">Tries some of them; those accepted are advanced.</param>
internal sealed class CulpritSearch(Func<IReadOnlyList<DueRow>, Task<SendOutcome>> send)
{
    // So many culprits in a row while nobody was accepted: then it is the mail, not the people.
    private const int Doubt = 3;

    private readonly List<DueRow> _culprits = [];
    private readonly List<DueRow> _aside = [];
    private bool _someAccepted;

    /// <summary>The refused, once the search is over; nobody when it looks as if the mail itself is refused.</summary>
    public IReadOnlyList<DueRow> Culprits => IsTheMailItself ? [] : _culprits;

    /// <summary>Everybody tried was refused.</summary>
    public bool IsTheMailItself => !_someAccepted && _culprits.Count >= Doubt;

    /// <summary>Searches <paramref name="refused"/>, which were refused together.</summary>
    /// <returns>The outcome that ended the search early, with the rest still due; <see langword="null"/> when it went through.</returns>
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
                case SendOutcome.Accepted:
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
            case SendOutcome.Accepted:
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
