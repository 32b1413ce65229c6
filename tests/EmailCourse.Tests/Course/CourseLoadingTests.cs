using EmailCourse.Course;
using Xunit;

namespace EmailCourse.Tests.Course;

public sealed class CourseLoadingTests : IDisposable
{
    private readonly TestCourse _course = new();

    public void Dispose() => _course.Dispose();

    [Fact]
    public void A_valid_course_loads_with_its_lessons_in_the_order_of_their_numbers()
    {
        var course = _course.With("10-last.md", TestCourse.Lesson("Last", "Words.")).Load();

        Assert.Equal(["first", "second", "last"], course.Lessons.Select(lesson => lesson.Slug.Value));
        Assert.Equal([1, 2, 3], course.Lessons.Select(lesson => lesson.Number));
        Assert.Equal("Last", course.Find(new("last"))!.Title);
        Assert.Null(course.Find(new("gone")));
    }

    [Fact]
    public void A_lesson_with_an_unknown_variable_names_its_file_and_line()
    {
        _course.With("02-second.md", TestCourse.Lesson("Second", "Fine.\n\nHello {{ fist_name }}."));

        var problem = Assert.Single(_course.Diagnostics());

        Assert.StartsWith(
            "lessons/02-second.md:8: unknown variable 'fist_name'. Known: greeting, comma_name, ",
            problem,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_unknown_variable_is_found_on_a_branch_never_taken_and_in_a_subject()
    {
        _course
            .With("01-first.md", "---\ntitle: First\nsubject: On {{ subjct }}\npreheader: Short\n---\nWords.\n")
            .With("02-second.md", TestCourse.Lesson("Second", "{{ if course.author }}{{ course.autor }}{{ end }}Words."));

        Assert.Collection(
            _course.Diagnostics(),
            first => Assert.StartsWith("lessons/01-first.md:3: unknown variable 'subjct'", first, StringComparison.Ordinal),
            second =>
                Assert.StartsWith("lessons/02-second.md:6: unknown variable 'course.autor'", second, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Everything_wrong_with_the_course_is_reported_at_once()
    {
        _course
            .WithYaml("language: en", "language: English")
            .With("02-second.md", TestCourse.Lesson("Second", "[a](http://example.org) {{ nope }}"))
            .With("03-third.md", TestCourse.Lesson("Third", "[a](http://example.org)"))
            .Without("mail/reminder.md")
            .With("mail/mail.css", "p { margin: 0 }\n\np < { color: red }\n");

        Assert.Equal(
            [
                "lessons/02-second.md:6",
                "lessons/03-third.md:6",
                "lessons/course.yaml:3",
                "lessons/mail/mail.css:3",
                "lessons/mail/reminder.md",
            ],
            _course.Diagnostics().Select(problem => problem.Split(": ")[0])
        );
    }

    [Theory]
    [InlineData("confirm", "greeting")]
    [InlineData("confirm", "comma_name")]
    [InlineData("reminder", "greeting")]
    [InlineData("reminder", "lesson_link")]
    [InlineData("already-subscribed", "confirm_link")]
    public void A_mail_may_not_use_what_does_not_belong_in_it(string mail, string variable)
    {
        _course.With($"mail/{mail}.md", TestCourse.Mail("Subject", $"Words {{{{ {variable} }}}}"));

        Assert.StartsWith(
            $"lessons/mail/{mail}.md:5: unknown variable '{variable}'",
            Assert.Single(_course.Diagnostics()),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("02-First.md", "is no lesson name")]
    [InlineData("lesson.md", "is no lesson name")]
    [InlineData("3-short.md", "is no lesson name")]
    [InlineData("03-confirm.md", "the slug 'confirm' is reserved")]
    [InlineData("03-people.md", "the slug 'people' is reserved")]
    [InlineData("03-first.md", "has the same slug 'first' as lessons/01-first.md")]
    [InlineData("02-third.md", "has the same number '2' as lessons/02-second.md")]
    public void A_file_name_that_cannot_be_a_lessons_is_refused(string file, string why)
    {
        _course.With(file, TestCourse.Lesson("Third", "Words."));

        Assert.StartsWith($"lessons/{file}: {why}", Assert.Single(_course.Diagnostics()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".#02-x.md")] // Emacs, while the file is open
    [InlineData("._02-x.md")] // a Mac, on a disk of Windows
    public void A_file_of_an_editor_or_a_system_is_no_lesson(string file)
    {
        _course.With(file, "Something else.");

        Assert.Equal(2, _course.Load().Lessons.Count);
    }

    [Fact]
    public void A_missing_and_an_unknown_field_are_named_with_their_lines()
    {
        _course.With("01-first.md", "---\ntitle: First\nsubjekt: About\npreheader: Short\n---\nWords.\n");

        Assert.Equal(
            [
                "lessons/01-first.md:2: 'subject' is missing",
                "lessons/01-first.md:3: unknown key 'subjekt'. Known: title, subject, preheader, contentNote, place, final",
            ],
            _course.Diagnostics()
        );
    }

    [Theory]
    [InlineData("Words without front matter.", ":1: must begin with front matter")]
    [InlineData("---\ntitle: Never closed\n", ":1: must begin with front matter")]
    [InlineData("---\n---\nWords.", ":2: must hold 'key: value' lines")]
    [InlineData("---\ntitle: a: b\n---\nWords.", ":2: is not valid YAML")]
    [InlineData("---\ntitle: [a]\nsubject: s\npreheader: p\n---\nWords.", ":2: 'title' must be text")]
    [InlineData("---\ntitle: t\nsubject: s\npreheader: p\n---\n\n", ":6: has no words")]
    [InlineData("---\ntitle: t\nsubject: s\npreheader: p\n---\n{{ if }", ":6: is not a valid template")]
    public void A_broken_lesson_is_refused_with_its_place(string text, string problem)
    {
        _course.With("01-first.md", text);

        Assert.StartsWith("lessons/01-first.md" + problem, _course.Diagnostics()[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[a](http://example.org)", false)]
    [InlineData("[a](javascript:alert)", false)]
    [InlineData("[a](/relative)", false)]
    [InlineData("![a](http://example.org/a.png)", false)]
    [InlineData("[a][1]\n\n[1]: ftp://example.org", false)]
    [InlineData("[a](https://example.org)", true)]
    [InlineData("[a](mailto:a@example.org)", true)]
    [InlineData("[a]({{ site_link }})", true)]
    public void A_link_leads_to_https_to_an_address_or_where_a_variable_says(string body, bool allowed)
    {
        _course.With("01-first.md", TestCourse.Lesson("First", "Words.\n\n" + body));

        if (allowed)
        {
            _course.Load();
        }
        else
        {
            Assert.StartsWith("lessons/01-first.md:8: '", Assert.Single(_course.Diagnostics()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unknown_box_is_refused()
    {
        _course.With("01-first.md", TestCourse.Lesson("First", "Words.\n\n::: practise\nBreathe.\n:::"));

        Assert.Equal(
            "lessons/01-first.md:8: unknown box 'practise'. "
                + "Known: practice, question, sources, care, note, dialogue, logbook, card, columns, recap",
            Assert.Single(_course.Diagnostics())
        );
    }

    [Theory]
    [InlineData("Sideways\n\nPlainly")]
    [InlineData("### Sideways\n\nFine.")]
    [InlineData("Fine.\n\n### Sideways\n\n### Plainly")]
    [InlineData("### One\n\n### Two\n\n### Three")]
    [InlineData("## Sideways\n\n## Plainly")]
    public void Columns_without_two_halves_are_refused(string inside)
    {
        _course.With("01-first.md", TestCourse.Lesson("First", $"Words.\n\n::: columns\n{inside}\n:::"));

        Assert.Equal(
            "lessons/01-first.md:8: the box 'columns' needs two halves, each below a heading with three hashes, "
                + "such as '### Plainly'",
            Assert.Single(_course.Diagnostics())
        );
    }

    [Theory]
    [InlineData("Hello {{ greeting }}.", ":1: unknown variable 'greeting'")]
    [InlineData("Read [this](http://example.org).", ":1: 'http://example.org' must be https")]
    [InlineData("\n", ":1: has no words")]
    public void What_ends_every_practice_is_checked_as_other_texts_are(string text, string problem)
    {
        _course.With("boxes/practice.md", text);

        Assert.StartsWith("lessons/boxes/practice.md" + problem, Assert.Single(_course.Diagnostics()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lesson_lights_a_place_that_the_house_has()
    {
        _course.With("01-first.md", At("place: hall"));
        Assert.Equal("hall", _course.Load().Lessons[0].Place);

        _course.With("01-first.md", At("place: hal"));
        Assert.Equal(
            "lessons/01-first.md: the house in lessons/mail/house.html has no place 'hal'",
            Assert.Single(_course.Diagnostics())
        );
    }

    [Fact]
    public void Only_the_last_lesson_is_final()
    {
        _course.With("02-second.md", At("final: true"));
        Assert.Equal([false, true], _course.Load().Lessons.Select(lesson => lesson.IsFinal));

        _course.With("03-third.md", At("final: yes"));
        Assert.Equal(
            [
                "lessons/02-second.md: is final, but lessons/03-third.md comes after it; give the new lesson a smaller number",
                "lessons/03-third.md:5: 'final' is either left out or true, not 'yes'",
            ],
            _course.Diagnostics()
        );
    }

    [Theory]
    [InlineData("> ", "")]
    [InlineData("- ", "")]
    [InlineData("**", "**")]
    public void A_text_nested_deeper_than_the_library_can_is_refused(string before, string after)
    {
        var body = string.Concat([.. Enumerable.Repeat(before, 300), "Words.", .. Enumerable.Repeat(after, 300)]);
        _course.With("02-second.md", TestCourse.Lesson("Second", body));

        Assert.Equal(
            "lessons/02-second.md:6: lists, quotations or emphasis are nested too deeply",
            Assert.Single(_course.Diagnostics())
        );
    }

    [Fact]
    public void A_subject_is_measured_as_it_is_read_and_not_as_it_is_written()
    {
        var long60 = new string('x', 60);
        _course
            .With("01-first.md", $"---\ntitle: t\nsubject: \"{long60}{{{{ comma_name }}}}\"\npreheader: p\n---\nWords.\n")
            .Load();
        _course.With("01-first.md", $"---\ntitle: t\nsubject: {long60}x\npreheader: p\n---\nWords.\n");

        Assert.Equal("lessons/01-first.md:3: the subject has 61 characters; 60 at most", Assert.Single(_course.Diagnostics()));
    }

    [Fact]
    public void Windows_line_ends_change_nothing()
    {
        _course.With("02-second.md", TestCourse.Lesson("Second", "Fine.\n\n{{ nope }}").ReplaceLineEndings("\r\n"));

        Assert.StartsWith(
            "lessons/02-second.md:8: unknown variable 'nope'",
            Assert.Single(_course.Diagnostics()),
            StringComparison.Ordinal
        );
    }

    private static string At(string field) =>
        TestCourse.Lesson("Lesson", "Words.").Replace("\n---\n", $"\n{field}\n---\n", StringComparison.Ordinal);

    [Fact]
    public void A_folder_that_is_not_there_says_where_it_was_looked_for()
    {
        var problem = Assert.Throws<CourseException>(() => CourseContent.Load("/no/such/lessons")).Message;

        Assert.Contains(
            "lessons/course.yaml: is missing (looked for /no/such/lessons/course.yaml)",
            problem,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Lists_of_refused_addresses_may_have_notes_empty_lines_and_capitals()
    {
        var refused = _course
            .With("sign-up/reserved-names.txt", "# Offices\r\n\r\nAbuse   # who reads it?\r\nno-reply")
            .With("sign-up/disposable-domains.txt", "  Trash.example.org\n#example.net\n")
            .Load()
            .RefusedAddresses;

        Assert.Equal(["abuse", "no-reply"], refused.ReservedNames.Order());
        Assert.Equal(["trash.example.org"], refused.DisposableDomains);
    }

    [Fact]
    public void A_course_without_lists_refuses_no_address()
    {
        var refused = _course.Load().RefusedAddresses;

        Assert.Empty(refused.ReservedNames.Concat(refused.DisposableDomains));
    }

    [Theory]
    [InlineData("reserved-names.txt", "abuse@", "a name as before the @")]
    [InlineData("reserved-names.txt", "abuse, postmaster", "a name as before the @")]
    [InlineData("disposable-domains.txt", "trash", "a domain in ASCII")]
    [InlineData("disposable-domains.txt", "*.trash.example", "a domain in ASCII")]
    [InlineData("disposable-domains.txt", "https://trash.example", "a domain in ASCII")]
    [InlineData("disposable-domains.txt", "trash.example.", "a domain in ASCII")]
    [InlineData("disposable-domains.txt", "müll.example", "a domain in ASCII")]
    public void A_line_that_is_none_is_named_with_its_file(string file, string line, string form) =>
        Assert.StartsWith(
            $"lessons/sign-up/{file}:2: '{line}' is not {form}",
            Assert.Single(_course.With($"sign-up/{file}", $"# Notes\n{line}\n").Diagnostics()),
            StringComparison.Ordinal
        );
}
