using EmailCourse.Storage;
using EmailCourse.Tests.Engine.Contract;
using Xunit;

namespace EmailCourse.IntegrationTests.Storage;

/// <summary>The contract that the table in memory is held to, asked of the real client and the emulator.</summary>
public sealed class CourseTableContractTests(Emulator emulator) : TableContract, IClassFixture<Emulator>, IAsyncLifetime
{
    private ICourseTable _table = null!;

    private protected override ICourseTable Table => _table;

    public async ValueTask InitializeAsync() => _table = new CourseTable(await emulator.TableAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
