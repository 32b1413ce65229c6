using System.Net;
using System.Net.Sockets;
using EmailCourse.Local.Startup;
using Xunit;

namespace EmailCourse.Tests.Local;

public sealed class FreePortTests
{
    // A port of the range for outgoing connections may be one of theirs before the program listens on it.
    [Fact]
    public void A_port_is_none_that_an_outgoing_connection_could_take() =>
        Assert.All(Enumerable.Range(0, 50), _ => Assert.InRange(FreePort.Any(), 1024, 32_767));

    [Fact]
    public void A_port_can_be_listened_on()
    {
        using var listener = new TcpListener(IPAddress.Loopback, FreePort.Any());

        listener.Start();

        Assert.True(listener.Server.IsBound);
    }
}
