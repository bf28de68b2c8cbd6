namespace MlSecPol;

/// <summary>Who defined a role.</summary>
public enum RoleOrigin
{
    /// <summary>The policy names it.</summary>
    Policy,

    /// <summary>This module adds it.</summary>
    Module,
}
