namespace MlSecPol.Engine.Checks;

/// <summary>Names the check that a class implements; texts and severity of that id stand in the catalogue.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CheckAttribute(string id) : Attribute
{
    /// <summary>The id of the check, for example <c>MS4.UnsafeDeserialization</c>.</summary>
    public string Id { get; } = id;
}
