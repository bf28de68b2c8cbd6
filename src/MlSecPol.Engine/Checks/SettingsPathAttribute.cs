namespace MlSecPol.Engine.Checks;

/// <summary>Says of a settings property that it holds paths of files; the reader makes relative ones full, starting at the folder of the settings file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingsPathAttribute : Attribute;
