using System.CommandLine;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Tools.Subscribers;

/// <summary>Erases a subscriber, as the button on their own page does.</summary>
internal sealed class EraseCommand : SubscriberCommand
{
    private readonly Option<bool> _yes = new("--yes") { Description = "Erase. Without it, only what is stored is shown." };

    public EraseCommand()
        : base("erase", "Deletes all that is stored of a subscriber. The address is never mailed again.") => Add(_yes);

    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [
            ("ana@example.org --table https://NAME.table.core.windows.net", "See what would be deleted:"),
            ("ana@example.org --table https://NAME.table.core.windows.net --yes", "Delete it:"),
        ];

    protected override async Task<int> RunAsync(SubscriberSubject subject, ParseResult result)
    {
        var output = result.InvocationConfiguration.Output;
        foreach (var line in subject.Describe())
        {
            await output.WriteLineAsync(line);
        }

        if (subject.Subscriber is null)
        {
            return 1;
        }

        if (!result.GetValue(_yes))
        {
            await output.WriteLineAsync("Nothing was changed. Add --yes to erase it.");
            return 0;
        }

        if (!await new Erase(subject.Store, subject.Ids, SystemClock.Instance).HandleAsync(subject.Known.Id))
        {
            await output.WriteLineAsync("Nothing was changed: the course has moved to another address. Erase it there.");
            return 1;
        }

        await output.WriteLineAsync("Erased. Erase the address at SendGrid too, where it may stand among the suppressions.");
        return 0;
    }
}
