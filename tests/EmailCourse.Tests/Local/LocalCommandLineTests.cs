using EmailCourse.Local;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Local;

public sealed class LocalCommandLineTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();
    private LocalFlags? _flags;

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Without_arguments_it_serves_on_port_7071_and_keeps_all_in_the_clone()
    {
        Assert.Equal(0, await InvokeAsync());

        Assert.Equal(
            new LocalFlags(new Uri("http://localhost:7071"), null, null, null, null, null, Manual: false, Quotas: true),
            _flags
        );
    }

    [Fact]
    public async Task Every_flag_is_understood_with_a_space_or_an_equals_sign()
    {
        string[] flags = ["--urls=http://127.0.0.1:0", "--data", "/d", "--storage=UseDevelopmentStorage=true"];

        Assert.Equal(
            0,
            await InvokeAsync([
                .. flags,
                "--lessons",
                "/l",
                "--before",
                "/b",
                "--clock",
                "2026-03-28T12:00:00Z",
                "--manual",
                "--quotas",
                "off",
            ])
        );

        var clock = Instant.FromUtc(2026, 3, 28, 12, 0);
        Assert.Equal(
            new LocalFlags(
                new Uri("http://127.0.0.1:0"),
                Path.GetFullPath("/d"),
                "UseDevelopmentStorage=true",
                Path.GetFullPath("/l"),
                Path.GetFullPath("/b"),
                clock,
                Manual: true,
                Quotas: false
            ),
            _flags
        );
    }

    [Fact]
    public async Task Help_names_every_flag_and_starts_nothing()
    {
        Assert.Equal(0, await InvokeAsync("--help"));

        Assert.Null(_flags);
        Assert.All(
            ["--urls", "--data", "--storage", "--lessons", "--before", "--clock", "--manual", "--quotas"],
            flag => Assert.Contains(flag, $"{_output}", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("--colour", "'--colour'")]
    [InlineData("teach", "'teach'")]
    [InlineData("--data", "--data")]
    [InlineData("--data --manual", "--data needs a value.")]
    [InlineData("--urls ftp://localhost", "--urls 'ftp://localhost' is not one http address of this machine")]
    [InlineData("--urls http://example.org", "--urls 'http://example.org' is not one http address of this machine")]
    [InlineData("--clock tomorrow", "--clock 'tomorrow' is not an instant in UTC")]
    public async Task What_is_not_understood_is_named_above_the_help(string arguments, string named)
    {
        Assert.Equal(2, await InvokeAsync(arguments.Split(' ')));

        Assert.Null(_flags);
        Assert.Contains(named, $"{_errors}", StringComparison.Ordinal);
        Assert.Contains("--storage <CONNECTION>", $"{_errors}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("UseDevelopmentStorage=false")]
    [InlineData("AccountName=course")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=course;AccountKey=c2VjcmV0!;EndpointSuffix=core.windows.net")]
    public async Task A_malformed_connection_string_is_refused_and_not_repeated(string connection)
    {
        Assert.Equal(2, await InvokeAsync("--storage", connection));

        Assert.Contains("--storage is not a connection string", $"{_errors}", StringComparison.Ordinal);
        Assert.DoesNotContain(connection, $"{_errors}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=course;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net")]
    public async Task A_connection_string_is_understood(string connection)
    {
        Assert.Equal(0, await InvokeAsync("--storage", connection));

        Assert.Equal(connection, _flags?.Storage);
    }

    private Task<int> InvokeAsync(params string[] args) =>
        LocalCommandLine.InvokeAsync(
            args,
            flags =>
            {
                _flags = flags;
                return Task.CompletedTask;
            },
            _output,
            _errors
        );
}
