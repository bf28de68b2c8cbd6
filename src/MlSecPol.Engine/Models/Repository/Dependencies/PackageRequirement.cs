namespace MlSecPol.Engine.Models.Repository.Dependencies;

/// <summary>A package that a model folder asks to install, or an option on where from.</summary>
/// <param name="Path">The file, relative to the folder.</param>
/// <param name="Line">Line, from 1; 0 where it is not known.</param>
/// <param name="Name">The package, or the option.</param>
/// <param name="Pinning">How firmly its version is fixed.</param>
/// <param name="Text">The line, shortened.</param>
public sealed record PackageRequirement(string Path, int Line, string Name, Pinning Pinning, string Text);
