# Dot-sourced by every test file: where things are, and the staged module imported.
$Root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '../..'))
$Manifest = [System.IO.Path]::Combine($Root, 'artifacts', 'module', 'MlSecPol', 'MlSecPol.psd1')
$Models = [System.IO.Path]::Combine($Root, 'samples', 'models')
$Datasets = [System.IO.Path]::Combine($Root, 'samples', 'datasets')
$Hostile = [System.IO.Path]::Combine($Root, 'samples', 'hostile')
$Shell = [System.IO.Path]::Combine($PSHOME, $IsWindows ? 'pwsh.exe' : 'pwsh')

if (-not [System.IO.File]::Exists($Manifest)) { throw "There is no staged module at $Manifest; build first." }
Import-Module -Name $Manifest
