using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MlSecPol.Cmdlets;

/// <summary>
/// Holds the engine and all its packages apart from PowerShell's and other modules' assemblies: resolves everything from the engine's own deps.json,
/// native libraries included, and shares only the vocabulary, so that results have one type identity in the process. Where the build has compiled an assembly
/// ahead for this system, that image is loaded in place of the plain one.
/// </summary>
internal sealed class EngineLoadContext : AssemblyLoadContext
{
    private const string EngineName = "MlSecPol.Engine";

    private static readonly Lazy<EngineLoadContext> Instance = new(() => new EngineLoadContext());

    private readonly string _enginePath;
    private readonly string _nativeFolder;
    private readonly AssemblyDependencyResolver _resolver;

    private EngineLoadContext()
        : base("MlSecPol")
    {
        _enginePath = Path.Combine(Path.GetDirectoryName(typeof(EngineLoadContext).Assembly.Location)!, "engine", $"{EngineName}.dll");
        _nativeFolder = Path.Combine(Path.GetDirectoryName(_enginePath)!, "native", SystemName());
        _resolver = new AssemblyDependencyResolver(_enginePath);
    }

    /// <summary>Answers for the engine and for nothing else; the handler of <see cref="AssemblyLoadContext.Resolving"/> of the default context.</summary>
    internal static Assembly? ResolveEngine(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == EngineName ? Instance.Value.LoadBest(Instance.Value._enginePath) : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name != "MlSecPol" && _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadBest(path) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private static string SystemName() =>
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    private Assembly LoadBest(string path)
    {
        var native = Path.Combine(_nativeFolder, Path.GetFileName(path));
        return LoadFromAssemblyPath(File.Exists(native) ? native : path);
    }
}
