namespace EmailCourse.Local.Sandbox;

/// <summary>A call of the sandbox API that cannot be carried out; the message says why and what to send instead.</summary>
internal sealed class BadInputException(string at, string message) : Exception(message)
{
    /// <summary>The part of the body that is at fault.</summary>
    public string Field => at;
}
