using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>What was posted from a subscriber's own page, not yet validated.</summary>
internal sealed class ManageInput(IFormCollection form)
{
    /// <summary>Returns the act, or null and what to correct in each field.</summary>
    /// <param name="own">The subscriber's address.</param>
    /// <param name="addresses">Which others are not taken.</param>
    public (ManageAct? Act, ManageErrors Errors) Validate(EmailAddress own, AddressPolicy addresses) =>
        Field("act") switch
        {
            "skip" => Valid(new ManageAct.Skip(new LessonSlug(Field("lesson")))),
            "back" => Valid(new ManageAct.Back(new LessonSlug(Field("lesson")))),
            "again" => Valid(new ManageAct.Again()),
            "start-over" => Valid(new ManageAct.StartOver()),
            "schedule" => Schedule(),
            "pause" => Pause(),
            "resume" => Valid(new ManageAct.Resume()),
            "name" => Name(),
            "address" => Address(own, addresses),
            "stop" => Valid(new ManageAct.Stop()),
            "undo-stop" => Valid(new ManageAct.UndoStop()),
            "erase" when Field("sure") == "yes" => Valid(new ManageAct.Erase()),
            "erase" => Wrong(new(Sure: "Please tick the box if everything is to be erased.")),
            _ => Wrong(new(Act: "We could not tell which button you pressed. Please press it once more.")),
        };

    /// <summary>Returns the fields as they were filled in; those of other forms as they are stored.</summary>
    public ManageForm ToForm(ManageForm stored) =>
        Field("act") switch
        {
            "schedule" => stored with
            {
                Hour = Hour() ?? stored.Hour,
                TimeZone = TimeZones.Find(Field("timeZone")) is { } zone ? zone.Id : stored.TimeZone,
                Pace = PaceOf() is null ? stored.Pace : Field("pace"),
            },
            "name" => stored with { FirstName = Field("firstName") },
            "address" => stored with { Email = Field("email") },
            _ => stored,
        };

    private (ManageAct?, ManageErrors) Schedule()
    {
        var (hour, zone, pace) = (Hour(), TimeZones.Find(Field("timeZone")), PaceOf());
        return hour is not null && zone is not null && pace is not null
            ? Valid(new ManageAct.Reschedule(new DailySchedule(zone, hour.Value, pace.Value)))
            : Wrong(
                new(
                    Hour: hour is null ? "Hour: please choose a full hour from 0 to 23." : null,
                    TimeZone: zone is null ? "Time zone: please choose one from the list, such as Europe/Berlin." : null,
                    Pace: pace is null ? "Pace: please choose how often lessons should come." : null
                )
            );
    }

    private (ManageAct?, ManageErrors) Pause() =>
        Field("days") switch
        {
            "3" => Valid(new ManageAct.Pause(3)),
            "7" => Valid(new ManageAct.Pause(7)),
            "open" => Valid(new ManageAct.Pause(null)),
            _ => Wrong(new(Pause: "Pause: please choose three days, a week, or until you come back.")),
        };

    private (ManageAct?, ManageErrors) Name() =>
        FirstName.TryParse(Field("firstName"), out var name, out var problem)
            ? Valid(new ManageAct.Rename(name))
            : Wrong(new(FirstName: problem));

    private (ManageAct?, ManageErrors) Address(EmailAddress own, AddressPolicy addresses) =>
        !EmailAddress.TryParse(Field("email"), out var address, out var problem) ? Wrong(new(Email: problem))
        : address.Normalised == own.Normalised
            ? Wrong(new(Email: "Your emails come to this address already. Please enter the one they should come to."))
        : addresses.ObjectionTo(address) is { } objection ? Wrong(new(Email: objection.Problem))
        : Valid(new ManageAct.ChangeAddress(address));

    private int? Hour() => DailySchedule.ParseHour(Field("hour"));

    private Pace? PaceOf() => PaceNames.Parse(Field("pace"));

    private string Field(string name) => form.Last(name);

    private static (ManageAct?, ManageErrors) Valid(ManageAct act) => (act, new ManageErrors());

    private static (ManageAct?, ManageErrors) Wrong(ManageErrors errors) => (null, errors);
}
