using EmailCourse.BrowserTests.Browsing;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Every class runs processes of its own: one after the other they are no slower, and two cores stay enough.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Browser))]
