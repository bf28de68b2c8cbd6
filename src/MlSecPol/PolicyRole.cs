namespace MlSecPol;

/// <summary>A role in the procedures of the policy.</summary>
public sealed record PolicyRole
{
    /// <summary>The id of the role, for example <c>DesignatedAuthority</c>.</summary>
    public required string RoleId { get; init; }

    /// <summary>What the role does.</summary>
    public required string Description { get; init; }

    /// <summary>Whether the policy or this module defines it.</summary>
    public required RoleOrigin Origin { get; init; }

    /// <summary>True for the roles that must be heard before an exception is decided; an organisation can add more.</summary>
    public bool Consulted { get; init; }

    /// <inheritdoc/>
    public override string ToString() => RoleId;
}
