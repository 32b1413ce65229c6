namespace EmailCourse.Simulation;

/// <summary>What the engine sees of a fault: a call that failed, with or without effect.</summary>
internal sealed class SimulatedFaultException(string what) : Exception(what);
