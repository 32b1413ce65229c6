using System.Globalization;
using EmailCourse.Subscribers;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web.Rendering;

/// <summary>The values in the form beside the button of a confirm mail: as typed at sign-up, or what was entered since.</summary>
/// <param name="Start"><c>now</c>, <c>tomorrow</c>, or nothing, for nothing is chosen beforehand.</param>
internal sealed record ConfirmForm(string FirstName, string TimeZone, string Hour, string Start)
{
    public ConfirmForm(SignUpDetails typed)
        : this(
            typed.FirstName.Value,
            typed.Schedule.Zone.Id,
            typed.Schedule.Hour.ToString(CultureInfo.InvariantCulture),
            Start: ""
        ) { }

    public ConfirmForm FilledIn(IFormCollection form) =>
        new(form.Last("firstName", FirstName), form.Last("timeZone", TimeZone), form.Last("hour", Hour), form.Last("start"));
}

/// <summary>What is wrong with each field, as a sentence for people; null where nothing is.</summary>
internal sealed record ConfirmErrors(
    string? Start = null,
    string? Hour = null,
    string? TimeZone = null,
    string? FirstName = null
);
