namespace EmailCourse.Course.Loading;

/// <summary>A file of the course, named as problems name it.</summary>
internal sealed record CourseFile(string Path, string Text)
{
    /// <summary>The lines as an editor counts them, whatever system they were written on.</summary>
    public static CourseFile Read(string path, string shownAs) =>
        new(shownAs, File.ReadAllText(path).ReplaceLineEndings("\n"));
}
