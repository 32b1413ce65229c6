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

/// <summary>What became of words that were to be saved.</summary>
internal enum SaveOutcome
{
    Saved,

    /// <summary>The file is not what it was when the words were written; nothing was changed.</summary>
    ChangedMeanwhile,

    /// <summary>The file has gone; nothing was changed.</summary>
    Gone,

    /// <summary>What was there before is not kept, or is not what was there before any more; nothing was changed.</summary>
    NothingFormer,
}
