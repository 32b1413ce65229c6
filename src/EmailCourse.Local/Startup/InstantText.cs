using NodaTime.Text;

namespace EmailCourse.Local.Startup;

/// <summary>How instants are written on the command line, in files and in the sandbox API: ISO 8601 in UTC.</summary>
internal static class InstantText
{
    public static InstantPattern Pattern => InstantPattern.ExtendedIso;
}
