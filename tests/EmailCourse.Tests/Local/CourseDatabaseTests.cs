using EmailCourse.Local.Startup;
using EmailCourse.Local.Storage;
using Microsoft.Data.Sqlite;
using Xunit;

namespace EmailCourse.Tests.Local;

/// <summary>Files that are not, or no longer, the course's are refused, and left as they are.</summary>
public sealed class CourseDatabaseTests : IDisposable
{
    private const int HeaderBytes = 100;

    private readonly TempFolder _folder = new();

    private string Path => _folder.At("course.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(50_000)]
    public void A_file_that_is_no_database_is_refused(int seed)
    {
        var bytes = new byte[20_000];
        new Random(seed).NextBytes(bytes);
        File.WriteAllBytes(Path, bytes);

        Assert.Contains("damaged, or no SQLite file", Refused(), StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Path));
    }

    [Fact]
    public void A_file_that_was_cut_short_is_refused()
    {
        MakeWithRows();
        using (var file = File.OpenWrite(Path))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Contains("damaged", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_file_with_a_page_that_was_overwritten_is_refused(int page)
    {
        MakeWithRows();
        const int pageBytes = 4096;
        using (var file = File.OpenWrite(Path))
        {
            file.Position = page * pageBytes;
            file.Write(new byte[pageBytes]);
        }

        Assert.Contains("damaged", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_stays_as_it_is()
    {
        Execute("CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('One');");
        var before = File.ReadAllBytes(Path);

        Assert.Contains("not a file of the course", Refused(), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void A_database_of_another_version_is_refused()
    {
        CourseDatabase.Open(Path).Dispose();
        Execute("PRAGMA user_version = 2");

        Assert.Contains("shape 2", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_refused()
    {
        Directory.CreateDirectory(Path);

        Assert.Contains("cannot be opened", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_becomes_a_database()
    {
        File.WriteAllBytes(Path, []);

        CourseDatabase.Open(Path).Dispose();

        Assert.True(new FileInfo(Path).Length > HeaderBytes);
    }

    // A start that is killed between its first writes leaves a database without a table.
    [Fact]
    public void A_database_whose_making_was_cut_short_is_made_anew()
    {
        Execute("PRAGMA encoding = 'UTF-16be'; PRAGMA journal_mode = WAL");

        CourseDatabase.Open(Path).Dispose();

        CourseDatabase.Open(Path).Dispose();
    }

    private string Refused()
    {
        var refusal = Assert.Throws<StartException>(() => CourseDatabase.Open(Path)).Message;
        Assert.StartsWith(Path, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
        return refusal;
    }

    private void MakeWithRows()
    {
        using var connection = CourseDatabase.Open(Path);
        for (var row = 0; row < 200; row++)
        {
            connection.Execute($"INSERT INTO rows VALUES ('7', 'key-{row:D4}', {row}, zeroblob(500))");
        }
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
