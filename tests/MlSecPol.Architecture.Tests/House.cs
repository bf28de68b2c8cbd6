using System.Reflection;
using System.Runtime.InteropServices;

namespace MlSecPol.Architecture.Tests;

/// <summary>The repository as the rules see it: source files, and assemblies read without loading them.</summary>
internal static class House
{
    internal static string Root => RepositoryFiles.Root;

    internal static string Staged => Path.Combine(Root, "artifacts", "module", "MlSecPol");

    /// <summary>Source files of a project or a folder of it, with their paths from the root.</summary>
    internal static IEnumerable<(string Path, string Text)> Sources(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    /// <summary>Opens a staged assembly for reading its metadata.</summary>
    internal static MetadataLoadContext Metadata(out Assembly cmdlets, out Assembly engine, out Assembly vocabulary)
    {
        var bin = Path.Combine(Staged, "bin");
        var standard = Directory.EnumerateFiles(Path.Combine(Root, "src/MlSecPol.Cmdlets/obj"), "project.assets.json").Select(PowerShellStandard).First();
        string[] files =
        [
            .. Directory.EnumerateFiles(RuntimeEnvironment.GetRuntimeDirectory(), "*.dll"),
            .. Directory.EnumerateFiles(bin, "*.dll"),
            .. Directory.EnumerateFiles(Path.Combine(bin, "engine"), "*.dll"),
            standard,
        ];
        var context = new MetadataLoadContext(new PathAssemblyResolver(files));
        cmdlets = context.LoadFromAssemblyPath(Path.Combine(bin, "MlSecPol.Cmdlets.dll"));
        engine = context.LoadFromAssemblyPath(Path.Combine(bin, "engine", "MlSecPol.Engine.dll"));
        vocabulary = context.LoadFromAssemblyPath(Path.Combine(bin, "MlSecPol.dll"));
        return context;
    }

    private static string PowerShellStandard(string assets)
    {
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllText(assets));
        var packages = document.RootElement.GetProperty("packageFolders").EnumerateObject().First().Name;
        return Directory.EnumerateFiles(Path.Combine(packages, "powershellstandard.library"), "System.Management.Automation.dll", SearchOption.AllDirectories).First();
    }
}
