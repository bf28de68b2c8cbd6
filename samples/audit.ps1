# Audits the models and datasets beside this script and prints what needs attention, then a summary by control.
# With -FailOn the run also acts as a gate: it ends with exit code 2 when something failed with that severity or above.
param([MlSecPol.Severity] $FailOn)

$folders = @{ Models = "$PSScriptRoot/models", "$PSScriptRoot/hostile"; Datasets = "$PSScriptRoot/datasets" }
$results = @(
    Invoke-MlModelAudit -LiteralPath $folders.Models -Recurse
    Test-MlDataset -LiteralPath $folders.Datasets -Recurse
)

$results | Where-Object { $_.Status -notin 'Pass', 'NotApplicable' } | Out-Host
$results | Measure-MlSecPolResult | Out-Host

if ($PSBoundParameters.ContainsKey('FailOn')) { $results | Assert-MlSecPolResult -FailOn $FailOn }
