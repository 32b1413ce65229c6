using EmailCourse.Course;
using EmailCourse.Mail;
using Xunit;

namespace EmailCourse.Tests.Mail;

public sealed class SubstitutionTagsTests
{
    [Fact]
    public void Every_personal_variable_has_a_tag_that_no_name_can_be_mistaken_for()
    {
        Assert.Equal(typeof(PersonalVariables).GetProperties().Length, SubstitutionTags.All.Distinct().Count());
        Assert.All(SubstitutionTags.All, tag => Assert.Matches("^-[a-z]+(_[a-z]+)+-$", tag));
    }

    [Fact]
    public void Each_tag_is_replaced_by_the_recipients_own_value()
    {
        var substitutions = SubstitutionTags.Substitutions(
            TemplateVariablesFactory.CreatePersonal("Ana", "u", "c", "l", "r", "m", answerLink: "a")
        );

        Assert.Equal(
            [
                ("-greeting_line-", "Hello Ana,"),
                ("-comma_name-", ", Ana"),
                ("-unsubscribe_link-", "u"),
                ("-confirm_link-", "c"),
                ("-refuse_link-", "r"),
                ("-lesson_link-", "l"),
                ("-manage_link-", "m"),
                ("-answer_link-", "a"),
            ],
            substitutions.Select(pair => (pair.Key, pair.Value))
        );
    }

    [Fact]
    public void A_link_that_a_mail_does_not_have_is_not_substituted()
    {
        var substitutions = SubstitutionTags.Substitutions(TemplateVariablesFactory.CreatePersonal("Ana", "u"));

        Assert.Equal(["-greeting_line-", "-comma_name-", "-unsubscribe_link-"], substitutions.Keys);
    }
}
