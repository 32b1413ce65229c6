using System.Globalization;
using System.Text.RegularExpressions;
using EmailCourse.Course;
using EmailCourse.Fuzzing.Sites;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Fuzzing.Courses;

/// <summary>Loads a course, and makes every mail and page of it.</summary>
internal static partial class CourseAudit
{
    /// <returns>What became of the course, in a word, and what must not be.</returns>
    public static (string Outcome, IReadOnlyList<string> Violations) Check(CourseDraft draft, string folder)
    {
        draft.WriteTo(folder);
        var outcome = "refused";
        try
        {
            var course = CourseContent.Load(folder);
            outcome = "not composed";
            Render(course, folder);
            return ("loaded", []);
        }
        catch (CourseException refused)
        {
            return (outcome, [.. refused.Message.Split('\n').Where(line => !IsDiagnostic(line, draft)).Select(Named)]);
        }
        catch (Exception exception)
        {
            return ("threw", [exception.ToString()]);
        }

        static string Named(string line) => $"names no file and line of the course: {line}";
    }

    private static void Render(CourseContent course, string folder)
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddEmailCourse(new ConfigurationBuilder().AddInMemoryCollection(FuzzedSite.Settings(folder)).Build())
            .AddSingleton(_ => course)
            .BuildServiceProvider();
        var (mails, pages) = (services.GetRequiredService<SendGridRequestFactory>(), services.GetRequiredService<PageRenderer>());
        var recipient = Inhabitants.RecipientOf(Inhabitants.Emails[0], services.GetRequiredService<SubscriberIdFactory>());
        foreach (var mail in course.Lessons.Select(lesson => lesson.Slug.Mail).Concat(course.Mails.Select(mail => mail.Key)))
        {
            var due = new DueRow(recipient, Progress.None.Awaiting(mail, Inhabitants.Settled));
            _ = mails.Create(new SendRequest("batch", mail, [due])).Serialize();
        }

        var factory = services.GetRequiredService<CoursePageFactory>();
        _ = pages.Render(factory.CreateLanding(new SignUpForm(), new SignUpErrors()));
        _ = pages.Render(factory.CreatePrivacy());
        _ = pages.Render(
            new ConfirmPage("/confirm", "t", new("Ana", "UTC", "8", ""), new ConfirmErrors(), course.Settings.ConsentWording)
        );
        foreach (var lesson in course.Lessons)
        {
            var reader = services.GetRequiredService<PersonalVariablesFactory>().Create(recipient.Id, lesson.Slug);
            _ = pages.Render(factory.CreateLesson(lesson, reader));
        }
    }

    // A file as a whole, such as one that is missing, has no line. What is missing at the end of a file is on the line after it.
    private static bool IsDiagnostic(string line, CourseDraft draft) =>
        Diagnostic().Match(line) is { Success: true } match
        && (
            !match.Groups["line"].Success
            || (
                draft.Files.TryGetValue(match.Groups["file"].Value, out var bytes)
                && int.Parse(match.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) is >= 1 and var number
                && number <= CountLines(bytes) + 1
            )
        );

    // As the engine reads it: with the encoding that its first bytes tell.
    private static int CountLines(byte[] bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes));
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').Length;
    }

    [GeneratedRegex(@"^lessons/(?<file>[^:]+)(:(?<line>[0-9]+))?: \S[^\p{Cc}]*$")]
    private static partial Regex Diagnostic();
}
