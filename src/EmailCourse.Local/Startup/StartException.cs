namespace EmailCourse.Local.Startup;

/// <summary>This machine or folder cannot run the course as it is; the message says what to do about it.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
