using EmailCourse.Storage;
using EmailCourse.Tests.Engine.Contract;

namespace EmailCourse.Tests.Storage;

public sealed class InMemoryTableTests : TableContract
{
    private protected override ICourseTable Table { get; } = new InMemoryTable();
}
