namespace EmailCourse.Lists;

/// <summary>Is told how far an import is, and what became of each row that is not taken.</summary>
internal interface IImportProgress
{
    /// <param name="line">The line of the list that the row begins in, from 1.</param>
    /// <param name="reason">Why it is not taken, and how to mend it if that can be done.</param>
    void NotTaken(int line, string reason);

    /// <param name="bytes">How much of the list has been read.</param>
    /// <param name="rows">How many rows that was.</param>
    void Advance(long bytes, int rows);
}
