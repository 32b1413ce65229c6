using System.CommandLine;
using System.CommandLine.Parsing;
using EmailCourse.Local.Startup;
using EmailCourse.Subscribers;
using EmailCourse.Tools.CommandLine;
using NodaTime;

namespace EmailCourse.Tools.Subscribers;

/// <summary>
/// A command of the operator about one address, in whatever case it is typed. It reads and writes the rows themselves, so that it
/// also works while the site is down.
/// </summary>
internal abstract class SubscriberCommand : ToolCommand
{
    private readonly SubscriberStorage _storage = new();

    private readonly Argument<EmailAddress> _address = new("ADDRESS")
    {
        Description = "The email address of the person, such as ana@example.org.",
        CustomParser = ParseAddress,
    };

    protected SubscriberCommand(string name, string description)
        : base(name, description)
    {
        Add(_address);
        _storage.AddTo(this);
        SetAction(RunAsync);
    }

    /// <param name="subject">The address, and what is stored under its id.</param>
    /// <returns>The exit code: 0 when something was found, 1 when not.</returns>
    protected abstract Task<int> RunAsync(SubscriberSubject subject, ParseResult result);

    /// <exception cref="StartException">The storage cannot be reached, or was made with another key.</exception>
    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken) =>
        _storage.UseAsync(result, storage => RunAsync(storage, result, cancellationToken));

    private async Task<int> RunAsync(OpenedStorage storage, ParseResult result, CancellationToken cancellationToken)
    {
        var ids = await storage.OpenIdsAsync(cancellationToken);
        var address = result.GetRequiredValue(_address);
        var ration = new MailboxRation(storage.Table, SystemClock.Instance);
        var known = await new AddressLookup(storage.Subscribers, ration, ids).FindAsync(address, cancellationToken);
        return await RunAsync(new SubscriberSubject(known, ids, storage.Subscribers), result);
    }

    private static EmailAddress ParseAddress(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (EmailAddress.TryParse(text, out var address, out var problem))
        {
            return address;
        }

        result.AddError($"ADDRESS '{text}': {problem}");
        return default;
    }
}
