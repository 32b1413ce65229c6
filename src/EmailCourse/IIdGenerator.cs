using System.Security.Cryptography;

namespace EmailCourse;

/// <summary>Makes ids nobody can guess. Injected, so that a whole run of the engine can be replayed.</summary>
internal interface IIdGenerator
{
    /// <summary>A new id of 32 lower-case hex digits.</summary>
    string NewId();
}

/// <summary>Ids from the operating system's randomness.</summary>
internal sealed class RandomIdGenerator : IIdGenerator
{
    public string NewId() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
