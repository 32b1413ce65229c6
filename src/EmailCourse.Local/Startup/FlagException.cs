namespace EmailCourse.Local.Startup;

/// <summary>The command line cannot be understood; the message names the flag and the fix.</summary>
internal sealed class FlagException(string message) : Exception(message);
