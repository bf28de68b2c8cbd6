namespace MlSecPol.Engine.Checks;

/// <summary>Says of a settings property that its texts or keys are check ids or wildcard patterns of them; the reader refuses one that matches no check.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CheckIdsAttribute : Attribute;
