using System.Management.Automation;
using System.Runtime.Loader;

namespace MlSecPol.Cmdlets;

/// <summary>
/// Import subscribes the resolver of the engine, removal takes one subscription back; nothing else happens at import. Every import counts on its own,
/// because several runspaces of a process import and remove independently.
/// </summary>
public sealed class ModuleHook : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport() => AssemblyLoadContext.Default.Resolving += EngineLoadContext.ResolveEngine;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyLoadContext.Default.Resolving -= EngineLoadContext.ResolveEngine;
}
