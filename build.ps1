#Requires -Version 7.6
<#
.SYNOPSIS
    Builds, tests, checks and packages MlSecPol; each task is the dotnet command that people without PowerShell type.
.EXAMPLE
    ./build.ps1
    Builds the solution, which lays out artifacts/module/MlSecPol, and runs the tests.
.EXAMPLE
    ./build.ps1 -Task Pester, Analyze
    Runs the Pester tests against the staged module in this PowerShell, then the script analysis and the format check.
.PARAMETER Task
    What to do, in the order given:
    Build    dotnet build; stages the module under artifacts/module/MlSecPol.
    Test     dotnet test.
    Pester   tests/pester in a new PowerShell process; fails when Pester 5 is absent.
    Analyze  dotnet format --verify-no-changes, and PSScriptAnalyzer over all scripts; fails when it is absent.
    Help     writes the help into the staged module and checks that every page is right.
    Package  the staged module as artifacts/package/MlSecPol.<version>.zip, and the tool mlsecpol by dotnet pack.
.PARAMETER Configuration
    Debug or Release.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Pester', 'Analyze', 'Help', 'Package')]
    [string[]] $Task = @('Build', 'Test'),

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

Microsoft.PowerShell.Core\Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$solution = [System.IO.Path]::Combine($root, 'MlSecPol.Cmdlets.sln')
$artifacts = [System.IO.Path]::Combine($root, 'artifacts')
$module = [System.IO.Path]::Combine($artifacts, 'module', 'MlSecPol')
$packages = [System.IO.Path]::Combine($artifacts, 'package')
$common = '--configuration', $Configuration

function Invoke-Native {
    param([Parameter(Mandatory)] [string] $Command, [string[]] $Arguments = @())
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Command $Arguments ended with code $LASTEXITCODE." }
}

function Assert-Module {
    param([Parameter(Mandatory)] [string] $Name, [Parameter(Mandatory)] [version] $MinimumVersion, [Parameter(Mandatory)] [string] $Task)
    $found = Microsoft.PowerShell.Core\Get-Module -ListAvailable -Name $Name |
        Microsoft.PowerShell.Core\Where-Object { $_.Version -ge $MinimumVersion }
    if (-not $found) { throw "The task $Task needs the module $Name $MinimumVersion or later, which is not installed: Install-PSResource $Name." }
}

function Invoke-BuildTask { Invoke-Native dotnet (@('build', $solution) + $common) }

function Invoke-TestTask { Invoke-Native dotnet (@('test', $solution) + $common) }

function Invoke-PesterTask {
    Assert-Module -Name Pester -MinimumVersion 5.5 -Task Pester
    if (-not [System.IO.Directory]::Exists($module)) { Invoke-BuildTask }

    # A new process, because an assembly that was loaded once stays until its process ends.
    $shell = [System.IO.Path]::Combine($PSHOME, $IsWindows ? 'pwsh.exe' : 'pwsh')
    Invoke-Native $shell '-NoProfile', '-NonInteractive', '-File', ([System.IO.Path]::Combine($root, 'tests', 'pester', 'Invoke-Tests.ps1'))
}

function Invoke-AnalyzeTask {
    Invoke-Native dotnet 'format', $solution, '--verify-no-changes'
    Assert-Module -Name PSScriptAnalyzer -MinimumVersion 1.22 -Task Analyze
    $settings = [System.IO.Path]::Combine($root, 'PSScriptAnalyzerSettings.psd1')
    $findings = @(
        foreach ($folder in 'build.ps1', 'module', 'samples', 'tests/pester') {
            PSScriptAnalyzer\Invoke-ScriptAnalyzer -Path ([System.IO.Path]::Combine($root, $folder)) -Recurse -Settings $settings
        }
    )
    $findings | Microsoft.PowerShell.Utility\Format-Table -AutoSize -Property Severity, RuleName, ScriptName, Line, Message
    if ($findings.Count -gt 0) { throw "The script analysis found $($findings.Count) defects." }
}

function Invoke-HelpTask {
    $project = [System.IO.Path]::Combine($root, 'src', 'MlSecPol.Cmdlets', 'MlSecPol.Cmdlets.csproj')
    Invoke-Native dotnet (@('build', $project) + $common)
    Microsoft.PowerShell.Management\Get-ChildItem -Path ([System.IO.Path]::Combine($module, 'en-US'))
}

function Invoke-PackageTask {
    # Laid out anew, so that nothing of an earlier build is packed.
    foreach ($folder in $module, $packages) { if ([System.IO.Directory]::Exists($folder)) { [System.IO.Directory]::Delete($folder, $true) } }
    Invoke-BuildTask
    $manifest = Microsoft.PowerShell.Utility\Import-PowerShellDataFile -Path ([System.IO.Path]::Combine($module, 'MlSecPol.psd1'))
    $null = [System.IO.Directory]::CreateDirectory($packages)
    $path = [System.IO.Path]::Combine($packages, "MlSecPol.$($manifest.ModuleVersion).zip")
    Compress-Folder -Source $module -Destination $path -Prefix "MlSecPol/$($manifest.ModuleVersion)"
    $tool = [System.IO.Path]::Combine($root, 'src', 'MlSecPol.Host', 'MlSecPol.Host.csproj')
    Invoke-Native dotnet (@('pack', $tool, '--no-build', '--output', $packages) + $common)
    Microsoft.PowerShell.Management\Get-ChildItem -Path $packages
}

# Sorted entries and one time stamp: the same content gives the same archive.
function Compress-Folder {
    param([Parameter(Mandatory)] [string] $Source, [Parameter(Mandatory)] [string] $Destination, [Parameter(Mandatory)] [string] $Prefix)
    $names = [System.Collections.Generic.SortedSet[string]]::new([System.StringComparer]::Ordinal)
    foreach ($file in [System.IO.Directory]::EnumerateFiles($Source, '*', [System.IO.SearchOption]::AllDirectories)) {
        $null = $names.Add([System.IO.Path]::GetRelativePath($Source, $file).Replace('\', '/'))
    }

    $archive = [System.IO.Compression.ZipArchive]::new([System.IO.File]::Create($Destination), [System.IO.Compression.ZipArchiveMode]::Create)
    try {
        foreach ($name in $names) {
            $entry = $archive.CreateEntry("$Prefix/$name", [System.IO.Compression.CompressionLevel]::SmallestSize)
            $entry.LastWriteTime = [System.DateTimeOffset]::new(1980, 1, 1, 0, 0, 0, [System.TimeSpan]::Zero)
            $target = $entry.Open()
            try { $target.Write([System.IO.File]::ReadAllBytes([System.IO.Path]::Combine($Source, $name))) }
            finally { $target.Dispose() }
        }
    }
    finally { $archive.Dispose() }
}

foreach ($name in $Task) {
    Microsoft.PowerShell.Utility\Write-Information "== $name" -InformationAction Continue
    & "Invoke-${name}Task"
}
