@{
    RootModule             = 'bin/MlSecPol.Cmdlets.dll'
    # Loaded before the types file, whose code properties live in the cmdlets; and so that [MlSecPol.Severity]::High works in a script at once.
    RequiredAssemblies     = @('bin/MlSecPol.dll', 'bin/MlSecPol.Cmdlets.dll')
    ModuleVersion          = '@version@'
    GUID                   = '5d3f0c1e-6f0b-4f0e-9a55-2f6a1f6f2b7d'
    Author                 = 'MlSecPol contributors'
    CompanyName            = 'MlSecPol contributors'
    Copyright              = '(c) MlSecPol contributors. MIT licence.'
    Description            = 'Turns a security policy for machine learning systems into commands: audits model files and datasets without loading them and answers, per control, with objects.'
    PowerShellVersion      = '7.6'
    CompatiblePSEditions   = @('Core')
    FormatsToProcess       = @('MlSecPol.Format.ps1xml')
    TypesToProcess         = @('MlSecPol.Types.ps1xml')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    CmdletsToExport        = @(
        'Assert-MlSecPolResult'
        'Compare-MlDataset'
        'Export-MlBom'
        'Export-MlSecPolReport'
        'Find-MlSensitiveData'
        'Get-MlSecPolCheck'
        'Get-MlSecPolControl'
        'Get-MlSecPolPolicy'
        'Import-MlSecPolResult'
        'Invoke-MlModelAudit'
        'Measure-MlDataset'
        'Measure-MlDatasetPrivacy'
        'Measure-MlSecPolResult'
        'Test-MlDataset'
        'Test-MlSecPolApplicability'
    )
    PrivateData            = @{
        PSData = @{
            Tags                     = @('PSEdition_Core', 'Windows', 'Linux', 'MacOS', 'MachineLearning', 'Security', 'Compliance', 'Pickle', 'PII')
            ReleaseNotes             = 'See CHANGELOG.md.'
            RequireLicenseAcceptance = $false
        }
    }
}
