using System.Text.RegularExpressions;
using EmailCourse.Course;
using EmailCourse.Tests.Course;
using Xunit;

namespace EmailCourse.Tests.Linting;

public sealed class CourseLinterTests : IDisposable
{
    private const string Lesson = "04-many-parts.md";
    private const string Subject = "subject: \"{{ lesson.number }} of {{ lesson.total }}: The kitchen table\"";

    private readonly SpoiltCourse _course = new();

    public void Dispose() => _course.Dispose();

    [Fact]
    public void The_course_that_ships_has_nothing_to_fix() => Assert.Empty(_course.Findings());

    [Fact]
    public void The_table_has_a_row_for_every_lesson_and_every_other_mail()
    {
        var rows = _course.Lint().Rows;

        Assert.Equal(RealCourse.Load().Lessons.Count + 5, rows.Count);
        Assert.Equal("4 of 14: The kitchen table", rows[3].Subject);
        Assert.Equal(("Part", "Who in your household"), (rows[3].Opening, rows[3].Question));
        Assert.Equal("", rows[4].Question);
        Assert.All(rows.SkipLast(5), row => Assert.InRange(row.Minutes, 2, 4));
    }

    [Theory]
    [InlineData("Don’t miss the next lesson.", "Don’t miss", "hurry")]
    [InlineData("This is your last\nchance to read it.", "last chance", "hurry")]
    [InlineData("We miss you.", "We miss you", "guilty")]
    [InlineData("Keep your streak alive.", "streak", "guilty")]
    [InlineData("It was your own fault.", "your own fault", "shames")]
    [InlineData("Ask your husband for it.", "husband", "leaves readers out")]
    [InlineData("His wife’s tea was cold.", "wife", "leaves readers out")]
    [InlineData("Hold your breath and count.", "Hold your breath", "more than an email can hold")]
    [InlineData("About 20% of adults are anxiously attached.", "% of adults are anxiously attached", "more exact")]
    [InlineData("Your parents have really caused it.", "Your parents have really caused", "blames")]
    [InlineData("We know that reassurance is bad.", "reassurance is bad", "for a while")]
    [InlineData("They are magnets.", "magnets", "nobody has shown it")]
    [InlineData("IFS is proven.", "IFS is proven", "early and small")]
    [InlineData("It is an evidence based method.", "evidence based", "early and small")]
    [InlineData("Fear is stored in the body.", "stored in the body", "nerves and brains")]
    [InlineData("You will recover your early memories.", "recover your early memories", "harm")]
    [InlineData("There are anxious types.", "anxious types", "no types")]
    public void Words_that_must_not_be_said_are_named_with_their_line_and_their_reason(string said, string found, string reason)
    {
        var line = _course.Say(Lesson, said);

        Assert.Contains(
            _course.Findings(),
            finding =>
                finding.StartsWith($"lessons/{Lesson}:{line}: '{found}': ", StringComparison.Ordinal)
                && finding.Contains(reason, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_word_on_the_second_line_of_a_paragraph_is_named_with_that_line()
    {
        var line = _course.Say(Lesson, "All of this is fine.\nAsk your husband.");

        Assert.StartsWith($"lessons/{Lesson}:{line + 1}: 'husband'", Assert.Single(_course.Findings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I miss my sister.")]
    [InlineData("The midwife knew many parts of the streaked sky.")]
    [InlineData("One often hears of magnets. The truth is less tidy.")]
    public void The_same_letters_in_another_sense_are_no_finding(string said)
    {
        _course.Say(Lesson, said);

        Assert.Empty(_course.Findings());
    }

    [Theory]
    [InlineData(Subject, "subject: Your attachments")]
    [InlineData(Subject, "subject: A therapist's table")]
    [InlineData(Subject, "subject: \"Re: your question\"")]
    [InlineData("preheader: Tea, and a table with a short leg.", "preheader: On anxiety.")]
    public void What_a_locked_telephone_shows_is_discreet(string old, string spoilt)
    {
        var line = _course.Replace(Lesson, old, spoilt);

        Assert.Contains(
            _course.Findings(),
            finding => finding.StartsWith($"lessons/{Lesson}:{line}: '", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_sender_is_discreet_too()
    {
        var line = _course.Replace("course.yaml", "name: The Lit Window", "name: Trauma Letters");

        // The three other mails name it in their preview line.
        Assert.Equal(4, _course.Findings().Length);
        Assert.StartsWith(
            $"lessons/course.yaml:{line}: 'Trauma': it gives its reader away",
            _course.Findings()[0],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_lesson_too_long_or_too_short_is_named()
    {
        _course.Say(Lesson, string.Join(' ', Enumerable.Repeat("It is so.", 30)));
        _course.Cut("08-the-young-one.md", "An unanswered message", "::: care");

        Assert.Collection(
            _course.Findings(),
            first => Assert.Matches(@"^lessons/04-many-parts\.md:7: has \d+ words; 700 at most", first),
            second => Assert.Matches(@"^lessons/08-the-young-one\.md:8: has \d+ words; 350 at least", second)
        );
    }

    [Fact]
    public void A_long_sentence_is_named_with_its_beginning_in_every_text()
    {
        var sentence = "One two three four " + string.Join(' ', Enumerable.Repeat("five", 32)) + ".";
        var line = _course.Replace("mail/confirm.md", "If that was you", $"{sentence} If that was you");

        Assert.Equal(
            $"lessons/mail/confirm.md:{line}: the sentence that begins 'One two three four' has 36 words; 35 at most. "
                + "Make two of it.",
            Assert.Single(_course.Findings())
        );
    }

    [Fact]
    public void A_lesson_that_is_hard_to_read_is_named()
    {
        _course.Replace("lint.yaml", "lessonGrade: 8.5", "lessonGrade: 5.4");

        Assert.Matches(@"^lessons/02-what-happened\.md:7: reads at grade 5\.\d; 5\.4 at most", _course.Findings()[0]);
    }

    [Fact]
    public void A_foot_that_is_hard_to_read_is_named_once_for_lessons_and_once_for_other_mails()
    {
        _course.Replace("lint.yaml", "footerGrade: 6.5", "footerGrade: 2");

        Assert.Equal(2, _course.Findings().Length);
        Assert.All(
            _course.Findings(),
            finding => Assert.Matches(@"^lessons/mail/layout\.html:\d+: its foot reads at grade \d\.\d; 2\.0 at most", finding)
        );
    }

    [Fact]
    public void A_lesson_without_a_practice_is_named()
    {
        _course.Replace(Lesson, "::: practice", "::: note");

        Assert.Contains(
            $"lessons/{Lesson}:7: has no box 'practice'. Write one between '::: practice' and ':::'.",
            _course.Findings()
        );
    }

    [Theory]
    [InlineData("question")]
    [InlineData("sources")]
    public void A_lesson_without_a_question_or_without_sources_is_no_finding(string box)
    {
        _course.Replace(Lesson, $"::: {box}", "::: note");

        Assert.Empty(_course.Findings());
    }

    [Theory]
    [InlineData("07-the-firefighter.md")]
    [InlineData("08-the-young-one.md")]
    [InlineData("10-from-the-inside.md")]
    public void A_content_note_that_is_missing_is_named(string lesson)
    {
        _course.Cut(lesson, "contentNote:", "---");

        Assert.StartsWith(
            $"lessons/{lesson}:1: has no content note.",
            Assert.Single(_course.Findings()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_practice_without_an_outward_version_is_named()
    {
        _course.Cut(Lesson, " use your eyes,", " and move them");

        Assert.StartsWith(
            $"lessons/{Lesson}:55: the box 'practice' does not say what to do instead",
            Assert.Single(_course.Findings()),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("If it makes things louder, stop.")]
    [InlineData("Stop whenever it gets louder.")]
    [InlineData("Eyes open is fine.")]
    public void A_practice_that_repeats_the_way_out_is_named(string said)
    {
        var line = _course.Replace(Lesson, "They need not agree.", $"They need not agree. {said}");

        Assert.Contains("the way out stands in boxes/practice.md", Assert.Single(_course.Findings()), StringComparison.Ordinal);
        Assert.StartsWith($"lessons/{Lesson}:{line}: ", _course.Findings()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_words_outside_a_practice_are_no_finding()
    {
        _course.Say(Lesson, "A radio that gets louder is hard to stop.");

        Assert.Empty(_course.Findings());
    }

    [Theory]
    [InlineData("06-the-one-who-asks.md", 5)]
    [InlineData("08-the-young-one.md", 9)]
    [InlineData("10-from-the-inside.md", 5)]
    [InlineData("13-asking-clearly.md", 5)]
    public void What_only_this_lesson_can_say_must_be_said(string lesson, int sayings)
    {
        _course.Cut(lesson, "::: care", "::: practice");
        _course.Say(lesson, "::: care\nHelp lines stand below.\n:::");

        Assert.Equal(
            sayings,
            _course.Findings().Count(finding => finding.Contains("the box 'care' does not say", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Leaving_out_a_care_box_altogether_is_no_way_round_what_it_must_say()
    {
        _course.Cut("08-the-young-one.md", "::: care", "::: practice");

        Assert.Contains(
            _course.Findings(),
            finding => finding.Contains("does not say that going further is for a therapist's room", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("04-many-parts.md", "that hearing voices is a reason", "hear voices, ")]
    [InlineData("08-the-young-one.md", "that an eating disorder is a reason", "- live with an eating disorder,\n")]
    [InlineData("12-befriending-protectors.md", "that psychosis is a reason", "have known psychosis, ")]
    [InlineData("04-many-parts.md", "to call today when one might harm oneself", "Call today: ")]
    [InlineData("07-the-firefighter.md", "that stopping is the repair", "Stopping is the repair. ")]
    public void Who_should_not_do_this_alone_is_told_in_each_of_the_lessons(string lesson, string what, string words)
    {
        _course.Replace(lesson, words, "");

        Assert.Contains(
            _course.Findings(),
            finding => finding.Contains($"the box 'care' does not say {what}", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("06-the-one-who-asks.md", "Noor sat down on", "'it may help'")]
    [InlineData("07-the-firefighter.md", "In the morning somebody", "the box 'card'")]
    [InlineData("10-from-the-inside.md", "The needle is where it was", "'look over weeks'")]
    [InlineData("13-asking-clearly.md", "The first is a request", "the box 'columns'")]
    [InlineData("04-many-parts.md", "::: question", "the box 'practice'")]
    [InlineData("12-befriending-protectors.md", "::: question", "the box 'practice'")]
    public void Care_that_comes_after_advice_is_named_with_the_advice(string lesson, string next, string advice)
    {
        var care = _course.Take(lesson, "::: care", "\n:::\n");
        _course.Replace(lesson, next, $"{care}\n\n{next}");

        Assert.Matches(
            $@"^lessons/{Regex.Escape(lesson)}:\d+: {Regex.Escape(advice)} comes before the box 'care': ",
            Assert.Single(_course.Findings())
        );
    }

    [Fact]
    public void A_lesson_that_opens_like_the_one_before_it_is_named()
    {
        var line = _course.Replace("03-a-sliding-scale.md", "Bea once took", "At times Bea took");

        Assert.Equal(
            $"lessons/03-a-sliding-scale.md:{line}: opens with 'At', as lessons/02-what-happened.md does. "
                + "Begin one of them another way.",
            Assert.Single(_course.Findings())
        );
    }

    [Fact]
    public void A_lesson_that_opens_like_one_further_off_is_no_finding()
    {
        _course.Replace("04-many-parts.md", "“Part of me wants to call, and", "Bea says: “Part of me wants to call, and");
        Assert.Single(_course.Findings());
        _course.Replace("03-a-sliding-scale.md", "Bea once took", "Nine days Bea once took");

        Assert.Empty(_course.Findings());
    }

    [Theory]
    [InlineData("What did you check yesterday?", "What did you check")]
    [InlineData("What did YOU check?", "What did YOU check")]
    public void Two_questions_that_begin_alike_are_named(string question, string words)
    {
        var line = _course.Replace(Lesson, "Who in your household speaks first?", question);

        Assert.Contains(
            $"lessons/{Lesson}:{line}: the question begins '{words}', as in lessons/01-not-too-much.md. Ask it in another form.",
            _course.Findings()
        );
    }

    [Fact]
    public void Two_questions_that_share_three_words_are_no_finding()
    {
        _course.Replace(Lesson, "Who in your household speaks first?", "What did you hear today?");

        Assert.Empty(_course.Findings());
    }

    [Fact]
    public void A_third_sentence_that_asks_to_imagine_something_is_named_and_two_are_not()
    {
        _course.Say("02-what-happened.md", "It is late. Imagine a boat.");
        _course.Say("03-a-sliding-scale.md", "Picture a hill. The picture moves, as one may suppose.");
        Assert.Empty(_course.Findings());

        var line = _course.Say(Lesson, "Think of a tree.");

        Assert.StartsWith(
            $"lessons/{Lesson}:{line}: 'Think of': too many sentences ask to imagine something; 2 in the whole course at most",
            Assert.Single(_course.Findings()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Lengths_that_hardly_differ_five_times_in_a_row_are_named_once()
    {
        _course.Say("11-staying-with-not-knowing.md", string.Join(' ', Enumerable.Repeat("It is so.", 20)));

        Assert.Matches(
            @"^lessons/14-a-story-of-devotion\.md:\d+: the \d lessons from lessons/\d\d-[a-z-]+\.md to this one have "
                + @"\d+ to \d+ words, all within 15 percent",
            Assert.Single(_course.Findings())
        );
    }

    [Theory]
    [InlineData("The grey door.", "grey")]
    [InlineData("She realised it.", "realised")]
    [InlineData("It is her favourite colour.", "favourite")]
    [InlineData("They travelled towards it.", "travelled")]
    public void British_spellings_are_named(string said, string word)
    {
        var line = _course.Say(Lesson, said);

        Assert.Contains(
            _course.Findings(),
            finding => finding.StartsWith($"lessons/{Lesson}:{line}: '{word}': it is British", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("A promise, a gray exercise, and a raised color.")]
    [InlineData("The greyhound’s mother, a mummy, learned it.")]
    [InlineData("The mail carrier feeds the mail slot; an email comes by itself.")]
    public void Words_that_only_look_like_them_are_no_finding(string said)
    {
        _course.Say(Lesson, said);

        Assert.Empty(_course.Findings());
    }

    [Theory]
    [InlineData("mail/confirm.md", "Leave this email alone", "Leave this mail alone", "mail")]
    [InlineData("pages/landing.md", "First we send one email", "First we mail one", "mail")]
    [InlineData("course.yaml", "with a link in every email", "with a link in all mails", "mails")]
    public void Mail_for_email_is_named_wherever_readers_see_it(string file, string old, string said, string word)
    {
        var line = _course.Replace(file, old, said);

        Assert.Contains(
            _course.Findings(),
            finding =>
                finding.StartsWith($"lessons/{file}:", StringComparison.Ordinal)
                && finding.Contains($"'{word}': what comes through the air is email", StringComparison.Ordinal)
        );
        Assert.True(line > 0);
    }

    [Theory]
    [InlineData("subject: The kitchen table")]
    [InlineData("subject: \"{{ lesson.number }}: The kitchen table\"")]
    [InlineData("subject: \"3 of 14: The kitchen table\"")]
    [InlineData("subject: \"{{ lesson.number }} of {{ lesson.total }}:\"")]
    public void A_subject_that_is_not_as_dull_as_the_others_is_named(string subject)
    {
        var line = _course.Replace(Lesson, Subject, subject);

        Assert.StartsWith($"lessons/{Lesson}:{line}: the subject '", Assert.Single(_course.Findings()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_consent_that_does_not_name_the_age_is_named()
    {
        _course.Replace("course.yaml", "  minimumAge: 18", "  minimumAge: 16");

        Assert.Matches(
            @"^lessons/course\.yaml:\d+: the consent does not say that people are 16 or older",
            Assert.Single(_course.Findings())
        );
    }

    [Fact]
    public void A_help_line_that_does_not_say_whom_it_serves_is_named()
    {
        _course.Replace("course.yaml", "        serves: LGBT+ people\n", "");

        Assert.Matches(
            @"^lessons/course\.yaml:\d+: the help line 'Galop', 0800 999 5428, does not say whom it serves",
            Assert.Single(_course.Findings())
        );
    }

    [Fact]
    public void Help_lines_that_nobody_has_checked_for_a_year_are_named()
    {
        var line = _course.Replace("course.yaml", "helpLinesChecked: 2026-11-30", "helpLinesChecked: 2025-11-30");

        Assert.StartsWith(
            $"lessons/course.yaml:{line}: the help lines were checked on 2025-11-30, more than a year ago",
            Assert.Single(_course.Findings()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_lesson_whose_slug_has_disappeared_is_named()
    {
        _course.Rename("11-staying-with-not-knowing.md", "11-not-knowing.md");

        Assert.Empty(_course.Findings());
        Assert.StartsWith(
            "lessons/11-staying-with-not-knowing.md:1: the lesson 'staying-with-not-knowing' is gone",
            Assert.Single(_course.LintAfterTheRealOne().Findings).ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_lesson_that_only_changed_its_number_has_not_disappeared()
    {
        _course.Rename("14-a-story-of-devotion.md", "15-a-story-of-devotion.md");

        Assert.Empty(_course.LintAfterTheRealOne().Findings);
    }

    [Fact]
    public void A_source_that_is_not_on_the_list_is_named()
    {
        var line = _course.Replace(Lesson, "- Richard Schwartz, *No Bad Parts*", "- Somebody, *Some Book*");

        Assert.StartsWith(
            $"lessons/{Lesson}:{line}: the source 'Somebody, Some Book' is not on the list",
            Assert.Single(_course.Findings()),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("[a]({{ site_link }}/lesson/no-such-lesson)", "there is no lesson 'no-such-lesson'")]
    [InlineData("[a]({{ site_link }}lesson/the-watcher)", "'lesson/the-watcher' opens for nobody")]
    [InlineData("[a]({{ site_link }}#no-such-anchor)", "there is no '#no-such-anchor' on the site")]
    [InlineData("![](https://example.org/lamp.png)", "the image has no words")]
    public void A_link_to_nowhere_and_an_image_without_words_are_named(string said, string what)
    {
        var line = _course.Say(Lesson, said);

        Assert.Contains(
            _course.Findings(),
            finding => finding.StartsWith($"lessons/{Lesson}:{line}: {what}", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_link_to_a_place_on_the_site_is_no_finding()
    {
        _course.Say(Lesson, "[a]({{ site_link }}#signup) [b]({{ privacy_link }}) [c]({{ site_link }}) [d]({{ lesson_link }})");

        Assert.Empty(_course.Findings());
    }

    [Fact]
    public void A_problem_the_loader_finds_stops_the_linter()
    {
        _course.Say(Lesson, "{{ fist_name }}");

        Assert.Contains($"lessons/{Lesson}:", Assert.Throws<CourseException>(_course.Lint).Message, StringComparison.Ordinal);
    }
}
