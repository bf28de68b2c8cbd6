BeforeAll {
    . $PSScriptRoot/StagedModule.ps1
    $brackets = Join-Path $TestDrive 'weights[1].npy'
    [System.IO.File]::Copy((Join-Path $Models 'sensor-weights.npy'), $brackets)
}

Describe 'Binding of <_>' -ForEach 'Invoke-MlModelAudit', 'Test-MlDataset' {
    BeforeAll {
        $command = $_
        $sample = $command -eq 'Invoke-MlModelAudit' ? (Join-Path $Models 'sensor-weights.npy') : (Join-Path $Datasets 'sensor-readings.csv')
        $folder = Split-Path $sample
    }

    It 'takes a path by position' {
        & $command $sample | ForEach-Object { $_.Target } | Sort-Object -Unique | Should -Be $sample
    }

    It 'takes wildcards' {
        (& $command (Join-Path $folder '*') | Group-Object -Property Target).Count | Should -Be @(Get-ChildItem $folder -File).Count
    }

    It 'takes paths from the pipeline' {
        ($sample, $sample | & $command | Group-Object -Property CheckId)[0].Count | Should -Be 2
    }

    It 'takes what Get-ChildItem emits' {
        (Get-ChildItem $folder -File | & $command | Group-Object -Property Target).Count | Should -Be @(Get-ChildItem $folder -File).Count
    }

    It 'takes objects with a property Path' {
        [pscustomobject] @{ Path = $sample } | & $command | ForEach-Object Target | Sort-Object -Unique | Should -Be $sample
    }

    It 'audits folders with -Recurse' {
        (& $command $folder -Recurse | Group-Object -Property Target).Count | Should -Be @(Get-ChildItem $folder -File -Recurse).Count
    }

    It 'resolves relative paths against the current location' {
        Push-Location $folder
        try { & $command (Split-Path $sample -Leaf) | ForEach-Object Target | Sort-Object -Unique | Should -Be $sample }
        finally { Pop-Location }
    }

    It 'runs only the checks that -CheckId names' {
        $id = (& $command $sample)[0].CheckId
        (& $command $sample -CheckId $id).CheckId | Should -Be $id
    }

    It 'runs no check that -ExcludeCheckId names' {
        $id = (& $command $sample)[0].CheckId
        (& $command $sample -ExcludeCheckId $id).CheckId | Should -Not -Contain $id
    }

    It 'emits only what -Status names' {
        & $command $folder -Recurse -Status Pass | ForEach-Object Status | Sort-Object -Unique | Should -Be 'Pass'
        & $command $sample -Status Error | Should -BeNullOrEmpty
    }

    It 'ends with an error for a check that does not exist' {
        $failure = { & $command $sample -CheckId 'XX9.Nothing' } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'MlSecPol.Check.Unknown,*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'lists the valid values when an enumeration is misspelt' {
        $failure = { & $command $sample -Status Failed } | Should -Throw -PassThru
        $failure.Exception.Message | Should -BeLike '*NotAssessed*'
    }

    It 'does not take -Path and -LiteralPath together' {
        { & $command -Path $sample -LiteralPath $sample } | Should -Throw -ErrorId 'AmbiguousParameterSet*'
    }

    It 'goes on after a path that leads nowhere, with one error' {
        $results = & $command 'nowhere.bin', $sample -ErrorAction SilentlyContinue -ErrorVariable problems
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'MlSecPol.Path.NotFound,*'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $results | ForEach-Object Target | Sort-Object -Unique | Should -Be $sample
    }

    It 'stops at a bad path when told to, and the error can be caught' {
        { & $command 'nowhere.bin' -ErrorAction Stop } | Should -Throw -ErrorId 'MlSecPol.Path.NotFound,*'
    }

    It 'says how to audit a folder' {
        $null = & $command $folder -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'MlSecPol.Path.IsFolder,*'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Recurse*'
    }

    It 'refuses paths that are no files' {
        $null = & $command 'Variable:\PSHOME' -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'MlSecPol.Path.NotFileSystem,*'
    }

    It 'refuses a settings file with a wrong key and names file, line and nearest key' {
        $settings = Join-Path $TestDrive 'wrong.json'
        Set-Content -LiteralPath $settings -Value "{`n  `"check`": {}`n}"
        $failure = { & $command $sample -Settings $settings } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike 'MlSecPol.Settings.UnknownKey,*'
        $failure.Exception.Message | Should -BeLike "*wrong.json(2,*'check'*'checks'*"
    }
}

Describe 'Names with brackets' {
    It 'work as a literal path' {
        Invoke-MlModelAudit -LiteralPath $brackets | ForEach-Object Target | Sort-Object -Unique | Should -Be $brackets
    }

    It 'work from Get-ChildItem and Get-Item' {
        Get-ChildItem $TestDrive -Filter '*.npy' | Invoke-MlModelAudit | ForEach-Object Target | Sort-Object -Unique | Should -Be $brackets
        Get-Item -LiteralPath $brackets | Invoke-MlModelAudit | ForEach-Object Target | Sort-Object -Unique | Should -Be $brackets
    }

    It 'are a pattern in -Path' {
        { Invoke-MlModelAudit -Path $brackets -ErrorAction Stop } | Should -Throw -ErrorId 'MlSecPol.Path.NotFound,*'
    }
}

Describe 'Input that is no result' {
    It 'is an error of <_>, and the rest goes on' -ForEach 'Assert-MlSecPolResult', 'Measure-MlSecPolResult' {
        $good = Invoke-MlModelAudit (Join-Path $Models 'sensor-weights.npy')
        $null = @('text') + $good | & $_ -ErrorAction SilentlyContinue -ErrorVariable problems
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'MlSecPol.Result.NotAResult,*'
    }
}
