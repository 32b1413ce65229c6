namespace EmailCourse.Lists;

/// <summary>What was given is no list of subscribers; the message says what to do about it.</summary>
internal sealed class ListException(string message) : Exception(message);
