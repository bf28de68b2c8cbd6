using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

public class ImportTests
{
    [Fact]
    public void A_type_of_the_vocabulary_can_be_named_right_after_import()
    {
        using var session = new ModuleSession(import: false);
        var outcome = session.Run($"Import-Module '{Repository.Manifest}'; [MlSecPol.Severity]::High");
        Assert.Empty(outcome.Errors);
        Assert.Equal(Severity.High, Assert.Single(outcome.Output).BaseObject);
    }

    [Fact]
    public void Removing_and_importing_twice_keeps_every_command()
    {
        using var session = new ModuleSession(import: false);
        var counts = session.Run($$"""
            foreach ($round in 1..3) {
                Import-Module '{{Repository.Manifest}}'
                @(Get-Command -Module MlSecPol).Count
                $null = Get-MlSecPolControl -Id DS1
                Remove-Module MlSecPol
            }
            foreach ($round in 1..2) { Import-Module '{{Repository.Manifest}}' -Force; @(Get-Command -Module MlSecPol).Count }
            """);
        Assert.Empty(counts.Errors);
        Assert.Equal(Enumerable.Repeat(File.ReadAllLines(Repository.Manifest).SkipWhile(l => !l.Contains("CmdletsToExport", StringComparison.Ordinal)).Skip(1).TakeWhile(l => !l.Contains(')', StringComparison.Ordinal)).Count(), 5), counts.Output.Select(o => (int)o.BaseObject));
    }

    [Fact]
    public void Two_runspaces_import_at_once_and_one_may_remove_without_harm_to_the_other()
    {
        using var first = new ModuleSession(import: false);
        using var second = new ModuleSession(import: false);
        Parallel.Invoke(
            () => Assert.Empty(first.Run($"Import-Module '{Repository.Manifest}'; Get-MlSecPolPolicy").Errors),
            () => Assert.Empty(second.Run($"Import-Module '{Repository.Manifest}'; Get-MlSecPolPolicy").Errors));
        first.Run("Remove-Module MlSecPol");
        Assert.Single(second.Run("Get-MlSecPolControl -Id MS4").Output);
    }

    [Fact]
    public void The_engine_and_its_packages_load_in_a_context_of_their_own_beside_a_foreign_Newtonsoft_Json()
    {
        // The host of these tests has its own Newtonsoft.Json (it comes with the PowerShell engine), loaded in the default context before the module.
        var foreign = Assembly.Load("Newtonsoft.Json");
        using var session = new ModuleSession();
        var settings = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        File.WriteAllText(settings, "{}");
        try
        {
            Assert.Empty(session.Run($"Test-MlDataset samples/datasets/sensor-readings.csv -Settings '{settings}'").Errors);
        }
        finally
        {
            File.Delete(settings);
        }

        var engine = Assert.Single(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == "MlSecPol.Engine");
        Assert.Equal("MlSecPol", AssemblyLoadContext.GetLoadContext(engine)!.Name);
        Assert.Same(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(foreign));
        Assert.Contains(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == "Newtonsoft.Json" && AssemblyLoadContext.GetLoadContext(a)!.Name == "MlSecPol");
        Assert.Single(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == "MlSecPol");
    }

    [Fact]
    public void The_staged_folder_keeps_third_parties_under_engine_and_ships_no_PowerShell()
    {
        var files = Directory.EnumerateFiles(Repository.StagedModule, "*.dll", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Repository.StagedModule, f).Replace('\\', '/')).ToArray();
        Assert.Equal(["bin/MlSecPol.Cmdlets.dll", "bin/MlSecPol.dll"], files.Where(f => !f.StartsWith("bin/engine/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(files, f => f.Contains("System.Management.Automation", StringComparison.Ordinal));
        Assert.Single(files, f => f.EndsWith("/MlSecPol.dll", StringComparison.Ordinal));
        Assert.Contains("bin/engine/MlSecPol.Engine.dll", files);
        Assert.True(File.Exists(Path.Combine(Repository.StagedModule, "bin/engine/MlSecPol.Engine.deps.json")));
    }

    [Fact]
    public void What_is_compiled_ahead_is_the_plain_assembly_once_more_and_is_loaded_in_its_place()
    {
        var engine = Path.Combine(Repository.StagedModule, "bin", "engine");
        var folder = Path.Combine(engine, "native");
        Assert.SkipUnless(Directory.Exists(folder), "The build was told to leave it out.");
        var native = Directory.GetFiles(folder, "*.dll", SearchOption.AllDirectories);
        Assert.Contains(native, f => Path.GetFileName(f) == "MlSecPol.Engine.dll");
        Assert.All(native, f => Assert.Equal(Identity(Path.Combine(engine, Path.GetFileName(f))), Identity(f)));

        using var session = new ModuleSession();
        Assert.Empty(session.Run("Get-MlSecPolPolicy").Errors);
        var loaded = Assert.Single(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == "MlSecPol.Engine");
        Assert.Contains(loaded.Location, native);
    }

    private static Guid Identity(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
