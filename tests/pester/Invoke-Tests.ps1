#Requires -Version 7.6
<#
.SYNOPSIS
    Runs the Pester tests against the staged module and ends with code 1 when one fails. Used by build.ps1 and by the xunit test that looks for pwsh.
#>
[CmdletBinding()]
param()

Microsoft.PowerShell.Core\Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# Not by #Requires -Modules: PowerShell 7.6 loses the exit code of a script that has it.
Microsoft.PowerShell.Core\Import-Module -Name Pester -MinimumVersion 5.5

$configuration = Pester\New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'JUnitXml'
$configuration.TestResult.OutputPath = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '../../artifacts/test-results/pester.xml'))
$run = Pester\Invoke-Pester -Configuration $configuration
# Also a file that does not load, or no test at all, is a failure.
exit ($run.Result -eq 'Passed' -and $run.PassedCount -gt 0 ? 0 : 1)
