BeforeAll {
    . $PSScriptRoot/StagedModule.ps1
    $results = Invoke-MlModelAudit $Models, $Hostile -Recurse -ErrorAction SilentlyContinue
}

Describe 'Results in pipelines' {
    It 'come in the same order each time' {
        $again = Invoke-MlModelAudit $Models, $Hostile -Recurse -ErrorAction SilentlyContinue
        $again | ForEach-Object { "$($_.Target) $($_.CheckId) $($_.Status)" } | Should -Be ($results | ForEach-Object { "$($_.Target) $($_.CheckId) $($_.Status)" })
    }

    It 'sort by severity as a scale and not as words' {
        $sorted = $results | Sort-Object -Property Severity -Descending
        [int] $sorted[0].Severity | Should -Be ($results | ForEach-Object { [int] $_.Severity } | Measure-Object -Maximum).Maximum
        [int] $sorted[-1].Severity | Should -Be ($results | ForEach-Object { [int] $_.Severity } | Measure-Object -Minimum).Minimum
    }

    It 'are filtered by status and severity' {
        $failed = $results | Where-Object Status -EQ Fail
        $failed | Should -Not -BeNullOrEmpty
        $failed | Where-Object { $_.Severity -ge 'Critical' } | Should -Not -BeNullOrEmpty
    }

    It 'stop the audit when the reader has enough' {
        @(Invoke-MlModelAudit $Models -Recurse | Select-Object -First 1).Count | Should -Be 1
    }

    It 'become useful CSV' {
        $row = $results | Select-Object -Property Status, Severity, CheckId, Target, Message | ConvertTo-Csv | ConvertFrom-Csv | Select-Object -First 1
        $row.CheckId | Should -Be $results[0].CheckId
        $row.Status | Should -Be $results[0].Status.ToString()
        $failed = $results | Where-Object { $_.Findings.Count -gt 0 } | Select-Object -First 1
        ($failed | ConvertTo-Csv | ConvertFrom-Csv).Findings | Should -BeLike "*$($failed.Findings[0].Message)*"
    }

    It 'become useful JSON' {
        $json = $results | Where-Object { $_.Findings.Count -gt 0 } | Select-Object -First 1 | ConvertTo-Json -Depth 5 -EnumsAsStrings | ConvertFrom-Json
        $json.Status | Should -BeIn ([enum]::GetNames([MlSecPol.CheckStatus]))
        $json.Findings[0].Message | Should -Not -BeNullOrEmpty
        $json.Findings[0].Fingerprint | Should -Match '^[0-9a-f]{16}$'
    }

    It 'are redirected as plain text' {
        $file = Join-Path $TestDrive 'results.txt'
        Invoke-MlModelAudit (Join-Path $Hostile 'reduce-system.pkl') > $file
        $text = Get-Content -Raw $file
        $text | Should -BeLike '*MS4.UnsafeDeserialization*'
        $text.Contains([char] 27) | Should -BeFalse
    }

    It 'are summed up by control' {
        $summary = $results | Measure-MlSecPolResult
        ($summary | Measure-Object -Property Fail -Sum).Sum | Should -Be @($results | Where-Object Status -EQ Fail).Count
        $summary.ControlId | Should -Be ($results.ControlId | Sort-Object -Unique)
    }
}

Describe 'Paths in pipelines' {
    It 'come from Import-Csv' {
        $list = Join-Path $TestDrive 'list.csv'
        [pscustomobject] @{ Path = Join-Path $Models 'sensor-weights.npy' } | Export-Csv -Path $list
        Import-Csv $list | Invoke-MlModelAudit | ForEach-Object Target | Sort-Object -Unique | Should -Be (Join-Path $Models 'sensor-weights.npy')
    }
}

Describe 'Rows in pipelines' {
    It 'come from Import-Csv and get the answers of their file' {
        $file = Join-Path $TestDrive 'rows.csv'
        1..30 | ForEach-Object { [pscustomobject] @{ id = $_; mail = "user$_@example.org"; note = 'same' } } | Export-Csv -Path $file
        $expected = Test-MlDataset $file -CheckId DS4.DirectIdentifiers, DS5.ConstantColumn, DS5.Duplicates
        $rows = Import-Csv $file | Test-MlDataset -Name rows -CheckId DS4.DirectIdentifiers, DS5.ConstantColumn, DS5.Duplicates
        $rows.Status | Should -Be $expected.Status
        $rows.Target | Sort-Object -Unique | Should -Be 'rows'
    }
}

Describe 'The catalogue in pipelines' {
    It 'goes from controls to their checks' {
        $checks = Get-MlSecPolControl MS4 | Get-MlSecPolCheck
        $checks.CheckId | Should -Be (Get-MlSecPolControl MS4).Checks.CheckId
    }

    It 'goes from checks and results to their control' {
        (Get-MlSecPolCheck MS4.UnsafeDeserialization | Get-MlSecPolControl).ControlId | Should -Be 'MS4'
        ($results | Select-Object -First 1 | Get-MlSecPolControl).ControlId | Should -Be $results[0].ControlId
    }

    It 'takes ids as text' {
        ('MS4', 'DS1' | Get-MlSecPolControl).ControlId | Should -Be 'MS4', 'DS1'
    }
}

Describe 'Other runspaces and processes' {
    It 'ForEach-Object -Parallel audits' {
        $targets = Get-ChildItem $Models -File | ForEach-Object -Parallel { Import-Module $using:Manifest; Invoke-MlModelAudit -LiteralPath $_.FullName } -ThrottleLimit 3 |
            ForEach-Object Target | Sort-Object -Unique
        @($targets).Count | Should -Be @(Get-ChildItem $Models -File).Count
    }

    It 'Start-Job audits, and its results can be summed up, gated and shown' {
        $job = Start-Job -ScriptBlock { Import-Module $using:Manifest; Invoke-MlModelAudit (Join-Path $using:Hostile 'reduce-system.pkl') }
        $received = $job | Receive-Job -Wait -AutoRemoveJob
        $received[0].PSTypeNames[0] | Should -Be 'Deserialized.MlSecPol.CheckResult'
        ($received | Measure-MlSecPolResult).Fail | Should -BeGreaterThan 0
        { $received | Assert-MlSecPolResult -FailOn High } | Should -Throw -ErrorId 'MlSecPol.Assert.Failed,*'
        $received | Out-String | Should -BeLike '*Fail*Critical*MS4.UnsafeDeserialization*'
    }

    It 'results survive Export-Clixml' {
        $file = Join-Path $TestDrive 'results.xml'
        $results | Export-Clixml -Path $file -Depth 4
        $again = Import-Clixml -Path $file
        ($again | Measure-MlSecPolResult).Fail | Should -Be ($results | Measure-MlSecPolResult).Fail
    }
}

Describe 'The gate' {
    It 'opens silently for clean models' {
        Invoke-MlModelAudit (Join-Path $Models 'sensor-weights.npy') | Assert-MlSecPolResult -FailOn High | Should -BeNullOrEmpty
    }

    It 'lets results through with -PassThru' {
        @(Invoke-MlModelAudit (Join-Path $Models 'sensor-weights.npy') | Assert-MlSecPolResult -PassThru).Count | Should -BeGreaterThan 0
    }

    It 'ends a script with the documented exit code' {
        $file = Join-Path $Hostile 'reduce-system.pkl'
        & $Shell -NoProfile -NonInteractive -Command "Import-Module '$Manifest'; Invoke-MlModelAudit '$file' | Assert-MlSecPolResult -FailOn High -SetExitCode" 2>&1 | Out-Null
        $LASTEXITCODE | Should -Be 2
    }
}
