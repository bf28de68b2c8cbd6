BeforeDiscovery {
    . $PSScriptRoot/StagedModule.ps1
    # Commands with these verbs look and answer; every other command changes something, and so does one that writes the state of what it measured.
    $readers = 'Assert', 'Compare', 'Find', 'Get', 'Import', 'Invoke', 'Measure', 'Test'
    $commands = Get-Command -Module MlSecPol
    $writing = @($commands | Where-Object { $_.Verb -notin $readers -or $_.Name -eq 'Measure-MlDataset' })
    $reading = @($commands | Where-Object { $_.Name -notin $writing.Name })
}

BeforeAll { . $PSScriptRoot/StagedModule.ps1 }

Describe 'Reading commands' {
    It '<_.Name> offers no -WhatIf, because it changes nothing' -ForEach $reading {
        $_.Parameters.Keys | Should -Not -Contain 'WhatIf'
    }

    It 'audits leave the files as they were' {
        $files = Get-ChildItem (Join-Path $Root 'samples') -File -Recurse
        $before = $files | Get-FileHash | ForEach-Object { "$($_.Hash) $($_.Path)" }
        $null = Invoke-MlModelAudit $Models, $Hostile -Recurse -ErrorAction SilentlyContinue
        $null = Test-MlDataset $Datasets -Recurse -ErrorAction SilentlyContinue
        $files | Get-FileHash | ForEach-Object { "$($_.Hash) $($_.Path)" } | Should -Be $before
        @(Get-ChildItem (Join-Path $Root 'samples') -File -Recurse).Count | Should -Be $files.Count
    }
}

Describe 'Writing commands' {
    It '<_.Name> offers -WhatIf and -Confirm' -ForEach $writing {
        $_.Parameters.Keys | Should -Contain 'WhatIf'
        $_.Parameters.Keys | Should -Contain 'Confirm'
    }
}
