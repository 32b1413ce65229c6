using EmailCourse.IntegrationTests.Storage;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Every class runs processes of its own, which wait for each other, a timeout or a start: four at a time keep two cores busy.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 4)]
[assembly: AssemblyFixture(typeof(Emulator))]
