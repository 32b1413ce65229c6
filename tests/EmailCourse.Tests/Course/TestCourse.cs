using EmailCourse.Course;
using Xunit;

namespace EmailCourse.Tests.Course;

/// <summary>A small valid course in a folder of its own, to be spoilt one thing at a time.</summary>
internal sealed class TestCourse : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("course-").FullName;

    public TestCourse()
    {
        With("course.yaml", Yaml);
        With("01-first.md", Lesson("First", "{{ greeting }}\n\nRead it [in the browser]({{ lesson_link }})."));
        With("02-second.md", Lesson("Second", "Hello again{{ comma_name }}."));
        With("mail/confirm.md", Mail("Please confirm", "[Yes, send me the lessons]({{ confirm_link }}){.button}"));
        With("mail/reminder.md", Mail("Once more", "[Yes]({{ confirm_link }}){.button}"));
        With("mail/already-subscribed.md", Mail("You are with us", "{{ greeting }}\n\nNothing is lost."));
        With("mail/confirm-address.md", Mail("Is this yours?", "[Yes]({{ move_link }}){.button}"));
        With("mail/address-changed.md", Mail("You have moved", "This is the last one."));
        With("boxes/practice.md", "Stop whenever you like.\n");
        With("mail/layout.html", Layout);
        With("mail/house.html", "<table class=\"{{ place == \"hall\" ? \"lit\" : \"\" }}\"></table>\n");
        With("mail/help-lines.html", "<p>{{ help_lines[0].country }}</p>\n");
        With("mail/layout.txt", "{{ body }}\n\n--\nStop: {{ unsubscribe_link }}\n");
        With("mail/mail.css", "p { margin: 0 }\n@media (prefers-color-scheme: dark) { p { color: white } }\n");
        With("pages/landing.md", "---\ntitle: Welcome\ndescription: What it is.\n---\nCome *in*.\n");
        With("pages/privacy.md", "---\ntitle: Privacy\n---\nBack to [the site]({{ site_link }}).\n");
    }

    public static string Yaml =>
        """
            title: The "Quiet" Course & more
            tagline: Two lessons.
            language: en
            sender:
              lessons: { name: Ana, address: lessons@example.org }
              confirmations: { name: Ana, address: hello@example.org }
            postalAddress: |
              1 Example Street
              Example Town
            consent: Yes please.
            helpLines:
              - country: Everywhere
                lines:
                  - { name: Someone, serves: everyone, contact: "112" }
            helpLinesChecked: 2026-11-30
            privacy:
              controller: Ana
              contact: privacy@example.org
              minimumAge: 18
              storedIn: the European Union
              sentFrom: the United States

            """;

    private static string Layout =>
        """
            <!DOCTYPE html><html lang="{{ language }}"><head><title>{{ subject }}</title>
            <style>{{ embedded_css }}</style></head><body>
            <!--[if mso]><table><tr><td><![endif]-->
            {{ body }}
            <a href="{{ unsubscribe_link }}">Stop</a>
            <!--[if mso]></td></tr></table><![endif]-->
            </body></html>
            """;

    private string Folder => Path.Combine(_parent, "lessons");

    public static string Lesson(string title, string body) =>
        $"---\ntitle: {title}\nsubject: About {title}\npreheader: Two quiet minutes\n---\n{body}\n";

    public static string Mail(string subject, string body) => $"---\nsubject: {subject}\npreheader: Short\n---\n{body}\n";

    public TestCourse With(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public TestCourse WithYaml(string old, string replacement)
    {
        Assert.Contains(old, Yaml, StringComparison.Ordinal);
        return With("course.yaml", Yaml.Replace(old, replacement, StringComparison.Ordinal));
    }

    public TestCourse Without(string file)
    {
        File.Delete(Path.Combine(Folder, file));
        return this;
    }

    public CourseContent Load() => CourseContent.Load(Folder);

    /// <summary>The problems, line by line.</summary>
    public string[] Diagnostics() => Assert.Throws<CourseException>(Load).Message.Split('\n');

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
