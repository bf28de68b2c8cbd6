@{
    RootModule           = 'MlSecPol.Benchmarks.EmptyModule.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = 'c6d0a1a4-38a5-4a0f-8d2e-0c7a2f1f6a11'
    Author               = 'MlSecPol contributors'
    Description          = 'The least that can be imported as a binary module.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @('Get-Nothing')
}
