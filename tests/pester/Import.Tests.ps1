BeforeAll {
    . $PSScriptRoot/StagedModule.ps1

    # Runs a script in a process of its own, so that what is loaded here does not matter.
    function Invoke-InNewProcess([string] $Script) {
        $output = & $Shell -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; $Script"
        if ($LASTEXITCODE -ne 0) { throw "The process ended with code ${LASTEXITCODE}: $output" }
        $output
    }
}

Describe 'Import' {
    It 'has a manifest that PowerShell finds sound' {
        (Test-ModuleManifest -Path $Manifest).Name | Should -Be 'MlSecPol'
    }

    It 'exports exactly what the manifest lists, and nothing but cmdlets' {
        $module = Get-Module -Name MlSecPol
        $listed = (Import-PowerShellDataFile -Path $Manifest).CmdletsToExport
        $module.ExportedCommands.Keys | Sort-Object | Should -Be ($listed | Sort-Object)
        $module.ExportedCommands.Values.CommandType | Sort-Object -Unique | Should -Be 'Cmdlet'
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'uses approved verbs' {
        $verbs = (Get-Verb).Verb
        (Get-Command -Module MlSecPol).Verb | ForEach-Object { $verbs | Should -Contain $_ }
    }

    It 'says nothing while it is imported, under strict mode' {
        Invoke-InNewProcess "Set-StrictMode -Version Latest; Import-Module '$Manifest' *>&1" | Should -BeNullOrEmpty
    }

    It 'makes its types visible at once' {
        Invoke-InNewProcess "Import-Module '$Manifest'; [MlSecPol.Severity]::High.ToString()" | Should -Be 'High'
    }

    It 'does not load its engine before it is needed' {
        Invoke-InNewProcess "Import-Module '$Manifest'; [AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -eq 'MlSecPol.Engine' }).Count" | Should -Be '0'
    }

    It 'keeps its engine and its packages out of the default load context' {
        $script = @"
Import-Module '$Manifest'
`$null = Get-MlSecPolPolicy
`$default = [System.Runtime.Loader.AssemblyLoadContext]::Default
`$own = [AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.Location -like '*engine*MlSecPol.Engine.dll' })
if (`$own.Count -ne 1) { throw 'The engine is not loaded exactly once.' }
if ([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$own[0]) -eq `$default) { throw 'The engine is in the default context.' }
`$default.Assemblies.Where({ `$_.Location -like '*[/\]engine[/\]*' }).Count
"@
        Invoke-InNewProcess $script | Should -Be '0'
    }

    It 'leaves the Newtonsoft.Json of the session alone' {
        $script = @"
`$before = [Newtonsoft.Json.JsonConvert].Assembly.Location
Import-Module '$Manifest'
`$null = Get-MlSecPolPolicy
`$after = [Newtonsoft.Json.JsonConvert].Assembly.Location
(`$before -eq `$after), ('{"a":1}' | ConvertFrom-Json).a
"@
        Invoke-InNewProcess $script | Should -Be 'True', '1'
    }

    It 'can be imported, forced, removed and imported again, twice' {
        $script = @"
foreach (`$i in 1, 2) {
    Import-Module '$Manifest'
    Import-Module '$Manifest' -Force
    Remove-Module MlSecPol
    if (Get-Command -Module MlSecPol) { throw 'Commands are left.' }
    Import-Module '$Manifest'
    (Get-MlSecPolPolicy).PolicyId
    Remove-Module MlSecPol
}
"@
        Invoke-InNewProcess $script | Should -Be 'ml-secpol', 'ml-secpol'
    }

    It 'is found by name and loaded by its first command' {
        $folder = [System.IO.Path]::GetDirectoryName([System.IO.Path]::GetDirectoryName($Manifest))
        $script = "`$env:PSModulePath = '$folder' + [System.IO.Path]::PathSeparator + `$env:PSModulePath; (Get-MlSecPolPolicy).PolicyId"
        Invoke-InNewProcess $script | Should -Be 'ml-secpol'
    }

    It 'works in two runspaces at once' {
        $ids = 1..4 | ForEach-Object -Parallel { Import-Module $using:Manifest; (Get-MlSecPolPolicy).PolicyId } -ThrottleLimit 2
        $ids | Should -Be (, 'ml-secpol' * 4)
    }
}
