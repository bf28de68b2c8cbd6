using System.Reflection;
using System.Runtime.Loader;

namespace MlSecPol.Cmdlets;

/// <summary>
/// Holds the engine and all its packages apart from PowerShell's and other modules' assemblies: resolves everything from the engine's own deps.json,
/// native libraries included, and shares only the vocabulary, so that results have one type identity in the process.
/// </summary>
internal sealed class EngineLoadContext : AssemblyLoadContext
{
    private const string EngineName = "MlSecPol.Engine";

    private static readonly Lazy<EngineLoadContext> Instance = new(() => new EngineLoadContext());

    private readonly string _enginePath;
    private readonly AssemblyDependencyResolver _resolver;

    private EngineLoadContext()
        : base("MlSecPol")
    {
        _enginePath = Path.Combine(Path.GetDirectoryName(typeof(EngineLoadContext).Assembly.Location)!, "engine", $"{EngineName}.dll");
        _resolver = new AssemblyDependencyResolver(_enginePath);
    }

    /// <summary>Answers for the engine and for nothing else; the handler of <see cref="AssemblyLoadContext.Resolving"/> of the default context.</summary>
    internal static Assembly? ResolveEngine(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == EngineName ? Instance.Value.LoadFromAssemblyPath(Instance.Value._enginePath) : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name != "MlSecPol" && _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
