using System.CommandLine;

namespace EmailCourse.Tools.Subscribers;

/// <summary>Says what is stored of an address.</summary>
internal sealed class FindCommand() : SubscriberCommand("find", "Says what is stored of an address, and under which id.")
{
    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [
            (
                "ana@example.org --table https://NAME.table.core.windows.net",
                "In Azure, with the course's key in EmailCourse__IdKey:"
            ),
            ("ana@example.org --data .local", "In the local run, once it is stopped:"),
        ];

    protected override async Task<int> RunAsync(SubscriberSubject subject, ParseResult result)
    {
        foreach (var line in subject.Describe())
        {
            await result.InvocationConfiguration.Output.WriteLineAsync(line);
        }

        return subject.Known.IsUnknown ? 1 : 0;
    }
}
