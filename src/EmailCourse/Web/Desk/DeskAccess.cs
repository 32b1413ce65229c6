using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;

namespace EmailCourse.Web.Desk;

/// <summary>Knows who may open the desk: the operators, by their addresses, and whoever has the access key.</summary>
internal sealed class DeskAccess
{
    private readonly SubscriberIdFactory _ids;
    private readonly HashSet<SubscriberId> _operators;
    private readonly SubscriberId? _key;

    public DeskAccess(IOptions<EmailCourseOptions> options, SubscriberIdFactory ids)
    {
        _ids = ids;
        _operators = [.. OperatorParser.Parse(options.Value.Desk.Operators).Select(IdOf)];
        _key = options.Value.Desk.AccessKey is { Length: > 0 } key ? IdOfKey(key) : null;
    }

    /// <summary>Whether anybody may; if not, the course has no desk.</summary>
    public bool IsOpen => TakesAddress || TakesKey;

    public bool TakesAddress => _operators.Count > 0;

    public bool TakesKey => _key is not null;

    /// <summary>Finds the operator of an address; <see langword="null"/> if it is nobody's.</summary>
    public SubscriberId? FindOperator(EmailAddress address) => IdOf(address) is var id && _operators.Contains(id) ? id : null;

    /// <summary>Compares the key by a keyed hash, so that the time it takes tells nothing of the key.</summary>
    public SubscriberId? FindKey(string typed) => _key is { } key && IdOfKey(typed) == key ? key : null;

    /// <summary>Whether who was let in once still may: their address is on the list, or the key is the same.</summary>
    public bool Allows(SubscriberId who) => who == _key || _operators.Contains(who);

    public bool IsKey(SubscriberId who) => who == _key;

    // Not the id that the address would have as a subscriber's: an operator may take the course too.
    private SubscriberId IdOf(EmailAddress address) => SubscriberId.Parse(_ids.Fingerprint("operator:" + address.Normalised));

    private SubscriberId IdOfKey(string key) => SubscriberId.Parse(_ids.Fingerprint("desk key:" + key));
}
