using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace EmailCourse.Local.Startup;

/// <summary>Ports of 127.0.0.1 that nobody listens on.</summary>
/// <remarks>
/// A second may pass until somebody listens on one. They lie below the ports that systems give to outgoing connections (from
/// 32768 on Linux, from 49152 on others), of which any may be taken by then, and above those that browsers refuse (10080).
/// </remarks>
internal static class FreePort
{
    private const int First = 11_000;
    private const int End = 32_768;

    /// <exception cref="InvalidOperationException">A hundred ports in a row were taken.</exception>
    public static int Any()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No free port was found between {First} and {End}.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
