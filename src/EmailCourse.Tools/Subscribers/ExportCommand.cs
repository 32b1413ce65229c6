using System.CommandLine;
using System.Text;
using EmailCourse.Web;

namespace EmailCourse.Tools.Subscribers;

/// <summary>Prints all that is stored of a subscriber, as their own page gives it to them.</summary>
internal sealed class ExportCommand() : SubscriberCommand("export", "Prints all that is stored of a subscriber, as JSON.")
{
    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [
            (
                "ana@example.org --table https://NAME.table.core.windows.net > ana.json",
                "Answer somebody who asks what you keep of them:"
            ),
        ];

    protected override async Task<int> RunAsync(SubscriberSubject subject, ParseResult result)
    {
        if (subject.Subscriber is not { } subscriber)
        {
            await result.InvocationConfiguration.Error.WriteLineAsync(
                $"Nothing personal is stored of {subject.Known.Address.Value}."
            );
            return 1;
        }

        await result.InvocationConfiguration.Output.WriteLineAsync(
            Encoding.UTF8.GetString(SubscriberData.Of(subscriber).ToJson())
        );
        return 0;
    }
}
