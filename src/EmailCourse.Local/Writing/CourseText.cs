namespace EmailCourse.Local.Writing;

/// <summary>A file of the course that its author writes.</summary>
/// <param name="File">Its path in the folder of the course, with slashes.</param>
/// <param name="Kind">What it becomes.</param>
internal sealed record CourseText(string File, CourseTextKind Kind);

internal enum CourseTextKind
{
    Lesson,
    Mail,
    Page,
    Setting,
}

/// <summary>The words of a file.</summary>
/// <param name="Words">With <c>\n</c> at the end of each line.</param>
/// <param name="Fingerprint">Tells these bytes from any others.</param>
/// <param name="LineEnd">The end that its lines have in the file.</param>
internal sealed record WrittenText(string Words, string Fingerprint, string LineEnd);

/// <summary>What became of words that were to be saved.</summary>
internal enum SaveOutcome
{
    Saved,

    /// <summary>The file is not what it was when the words were written; nothing was changed.</summary>
    ChangedMeanwhile,

    /// <summary>The file has gone; nothing was changed.</summary>
    Gone,
}
