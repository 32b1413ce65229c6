using System.Text.RegularExpressions;
using EmailCourse.Course;
using EmailCourse.Course.Markup;
using Xunit;

namespace EmailCourse.Tests.Course;

public sealed partial class TemplateVariablesTests : IDisposable
{
    private static readonly TemplateKinds[] Texts =
    [
        TemplateKinds.Lesson,
        TemplateKinds.SubscribedMail,
        TemplateKinds.UnconfirmedMail,
        TemplateKinds.NewAddressMail,
        TemplateKinds.FormerAddressMail,
        TemplateKinds.Page,
    ];

    private static readonly Dictionary<string, TemplateKinds[]> KindsInDocs = new()
    {
        ["everywhere"] = Texts,
        ["lessons"] = [TemplateKinds.Lesson],
        ["`already-subscribed`"] = [TemplateKinds.SubscribedMail],
        ["`confirm`"] = [TemplateKinds.UnconfirmedMail],
        ["`reminder`"] = [TemplateKinds.UnconfirmedMail],
        ["`confirm-address`"] = [TemplateKinds.NewAddressMail],
        ["everywhere but `confirm-address`"] = [.. Texts.Where(kind => kind != TemplateKinds.NewAddressMail)],
        ["pages"] = [TemplateKinds.Page],
    };

    private readonly TestCourse _course = new();

    public void Dispose() => _course.Dispose();

    [Fact]
    public void The_page_for_authors_lists_exactly_the_variables_of_each_text() =>
        Assert.All(
            Texts,
            kind =>
                Assert.Equal(
                    new TemplateScope(kind).Names.Order(StringComparer.Ordinal),
                    VariablesInDocs()
                        .Where(row => row.Kinds.Contains(kind))
                        .SelectMany(row => row.Names)
                        .Order(StringComparer.Ordinal)
                )
        );

    [Theory]
    [InlineData("UnconfirmedMail", "confirm_link")]
    [InlineData("NewAddressMail", "move_link")]
    public void Nothing_in_a_mail_to_an_unconfirmed_address_depends_on_the_name(string kind, string link)
    {
        var factory = new TemplateVariablesFactory(_course.Load(), SiteLinks.Relative);
        var scope = new TemplateScope(Enum.Parse<TemplateKinds>(kind));

        var (named, unnamed) = (ValuesFor("Ana"), ValuesFor(null));

        Assert.Contains(link, named.Keys);
        Assert.Equal(unnamed, named);

        Dictionary<string, object?> ValuesFor(string? firstName)
        {
            var personal = TemplateVariablesFactory.CreatePersonal(firstName, "u", "c", "l", "r", "m", "v", "a");
            return new(scope.ValuesOf(factory.Create(null, personal)));
        }
    }

    [Fact]
    public void A_text_receives_no_value_that_it_may_not_name()
    {
        var course = _course.Load();
        var variables = new TemplateVariablesFactory(course, SiteLinks.Relative).Create(
            course.Lessons[0],
            TemplateVariablesFactory.CreatePersonal("Ana", "u", "c", "l", "r", "m", "v", "a")
        );

        foreach (var scope in Texts.Select(kind => new TemplateScope(kind)))
        {
            Assert.Equal(scope.Names.Select(name => name.Split('.')[0]).Distinct(), scope.ValuesOf(variables).Keys);
        }
    }

    [Theory]
    [InlineData("course")]
    [InlineData("lesson")]
    public void A_text_may_name_what_a_record_says_and_not_the_record_itself(string record)
    {
        _course.With("02-second.md", TestCourse.Lesson("Second", $"{{{{ {record}.title }}}} {{{{ {record} }}}}"));

        Assert.StartsWith(
            $"lessons/02-second.md:6: unknown variable '{record}'. Known: greeting, ",
            Assert.Single(_course.Diagnostics()),
            StringComparison.Ordinal
        );
    }

    // Rows such as: | `{{ lesson_link }}` | this lesson in the browser | lessons |
    private static IEnumerable<(string[] Names, TemplateKinds[] Kinds)> VariablesInDocs() =>
        File.ReadLines(Repository.Folder("docs/writing-lessons.md"))
            .Where(line => line.StartsWith("| `{{ ", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells =>
                (
                    Variable().Matches(cells[1]).Select(match => match.Groups[1].Value).ToArray(),
                    cells[3].Split(", ").SelectMany(text => KindsInDocs[text]).Distinct().ToArray()
                )
            );

    [GeneratedRegex(@"\{\{ ([a-z_.]+) \}\}")]
    private static partial Regex Variable();
}
