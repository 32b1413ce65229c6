using System.Text;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Writing;
using Xunit;

namespace EmailCourse.Tests.Local.Writing;

/// <summary>A save changes what was typed, and nothing else about the file.</summary>
public sealed class LessonsFolderTests : IDisposable
{
    private const string File = "01-first.md";

    private readonly TempFolder _temp = new();
    private readonly DataFolder _data;
    private readonly LessonsFolder _folder;

    public LessonsFolderTests()
    {
        _data = DataFolder.Open(_temp.At("data"));
        _folder = FolderOf("lessons");
    }

    public void Dispose()
    {
        _data.Dispose();
        _temp.Dispose();
    }

    [Theory]
    [InlineData("One.\nTwo.\n", "One.\nTwo.\nThree.\n")]
    [InlineData("One.\r\nTwo.\r\n", "One.\r\nTwo.\r\nThree.\r\n")]
    [InlineData("\uFEFFOne.\nTwo.\n", "\uFEFFOne.\nTwo.\nThree.\n")]
    [InlineData("One\u2028and a half.\nTwo.\n", "One\u2028and a half.\nTwo.\nThree.\n")]
    public void Words_are_saved_with_the_line_ends_and_the_mark_of_the_file(string before, string after)
    {
        Put(before);

        Assert.Equal(SaveOutcome.Saved, Save(_folder.Read(Text)!.Words + "Three.\n"));

        Assert.Equal(Encoding.UTF8.GetBytes(after), Bytes());
    }

    [Theory]
    [InlineData("One.\r\nTwo.\nThree.\rFour.")]
    [InlineData("\uFEFFOne.")]
    public void Saving_what_is_shown_changes_no_byte(string words)
    {
        Put(words);

        // A browser sends every line end like this.
        Assert.Equal(SaveOutcome.Saved, Save(_folder.Read(Text)!.Words.Replace("\n", "\r\n", StringComparison.Ordinal)));

        Assert.Equal(Encoding.UTF8.GetBytes(words), Bytes());
        Assert.False(_folder.HasFormer(Text, _folder.Read(Text)!.Fingerprint));
    }

    [Fact]
    public void What_was_there_comes_back_byte_by_byte()
    {
        Put("\uFEFFOne.\r\nTwo.\n");
        Save("Something else.");

        Assert.Equal(SaveOutcome.Saved, _folder.Undo(Text, _folder.Read(Text)!.Fingerprint));

        Assert.Equal(Encoding.UTF8.GetBytes("\uFEFFOne.\r\nTwo.\n"), Bytes());
    }

    [Fact]
    public void Former_words_of_one_folder_are_not_put_back_into_another()
    {
        Put("Theirs.");
        Save("The same.");
        var other = FolderOf("other");
        System.IO.File.WriteAllText(Path.Combine(other.Path, File), "The same.");
        var fingerprint = other.Read(Text)!.Fingerprint;

        Assert.True(_folder.HasFormer(Text, fingerprint));
        Assert.Equal(SaveOutcome.NothingFormer, other.Undo(Text, fingerprint));
    }

    [Fact]
    public void A_file_that_may_only_be_read_is_not_replaced()
    {
        Put("One.");
        System.IO.File.SetAttributes(At, FileAttributes.ReadOnly);

        var refusal = Assert.Throws<IOException>(() => Save("Two."));

        System.IO.File.SetAttributes(At, FileAttributes.Normal);
        Assert.Contains($"{File} may only be read", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("One."u8.ToArray(), Bytes());
    }

    [Fact]
    public void A_file_keeps_its_mode_and_nothing_else_is_left_in_the_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Put("One.");
        const UnixFileMode Mode =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        SetMode(Mode);

        Save("Two.");

        Assert.Equal(Mode, ModeNow());
        Assert.Equal([At], Directory.GetFileSystemEntries(_folder.Path));
    }

    private static CourseText Text { get; } = new(File, CourseTextKind.Lesson);

    private string At => Path.Combine(_folder.Path, File);

    private LessonsFolder FolderOf(string name) =>
        new(Directory.CreateDirectory(_temp.At(name)).FullName, new FormerWords(_data));

    private void Put(string words) => System.IO.File.WriteAllBytes(At, Encoding.UTF8.GetBytes(words));

    private byte[] Bytes() => System.IO.File.ReadAllBytes(At);

    private SaveOutcome Save(string words) => _folder.Save(Text, words, _folder.Read(Text)!.Fingerprint);

    private void SetMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(At, mode);
        }
    }

    private UnixFileMode ModeNow() => OperatingSystem.IsWindows() ? UnixFileMode.None : System.IO.File.GetUnixFileMode(At);
}
