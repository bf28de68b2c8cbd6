BeforeAll {
    . $PSScriptRoot/StagedModule.ps1
    $results = Invoke-MlModelAudit $Models, $Hostile -Recurse -ErrorAction SilentlyContinue
    function Get-Place([string] $Name) { Join-Path $TestDrive $Name }
}

Describe 'Export-MlSecPolReport' {
    It 'writes <Name> as <Format>' -ForEach @(
        @{ Name = 'audit.json'; Format = 'Json'; Start = '{' }
        @{ Name = 'audit.csv'; Format = 'Csv'; Start = 'Status,' }
        @{ Name = 'audit.md'; Format = 'Markdown'; Start = '# MlSecPol' }
        @{ Name = 'audit.xml'; Format = 'JUnit'; Start = '<?xml' }
        @{ Name = 'audit.sarif'; Format = 'Sarif'; Start = '{' }
        @{ Name = 'audit.sarif.json'; Format = 'Sarif'; Start = '{' }
    ) {
        $results | Export-MlSecPolReport (Get-Place $Name) | Should -BeNullOrEmpty
        $results | Export-MlSecPolReport (Get-Place 'other') -Format $Format
        $text = [System.IO.File]::ReadAllText((Get-Place $Name))
        $text.StartsWith($Start) | Should -BeTrue
        $text.Contains([char] 27) | Should -BeFalse
        [System.IO.File]::ReadAllBytes((Get-Place $Name))[0] | Should -Not -Be 0xEF
    }

    It 'writes CSV that PowerShell reads, one row a finding' {
        $file = Get-Place 'rows.csv'
        $results | Export-MlSecPolReport $file
        $rows = @(Import-Csv -LiteralPath $file)
        $expected = ($results | ForEach-Object { [System.Math]::Max(1, $_.Findings.Count) } | Measure-Object -Sum).Sum
        $rows.Count | Should -Be $expected
        ($rows | Where-Object CheckId -EQ 'MS4.UnsafeDeserialization').Subject | Should -Contain 'posix.system'
    }

    It 'writes XML and JSON that PowerShell reads' {
        $results | Export-MlSecPolReport (Get-Place 'a.xml')
        ([xml] (Get-Content -Raw -LiteralPath (Get-Place 'a.xml'))).testsuites.testsuite.tests | Should -Be $results.Count
        $results | Export-MlSecPolReport (Get-Place 'a.sarif')
        (Get-Content -Raw -LiteralPath (Get-Place 'a.sarif') | ConvertFrom-Json).version | Should -Be '2.1.0'
    }

    It 'says what it would do with -WhatIf, and does nothing' {
        $output = & $Shell -NoProfile -NonInteractive -Command "Import-Module '$Manifest'; Invoke-MlModelAudit '$(Join-Path $Models 'sensor-weights.npy')' | Export-MlSecPolReport '$(Get-Place 'whatif.json')' -WhatIf"
        ($output -join ' ') | Should -BeLike "What if: *whatif.json*"
        Get-Place 'whatif.json' | Should -Not -Exist
    }

    It 'never asks unless it is told to' {
        & $Shell -NoProfile -NonInteractive -Command "Import-Module '$Manifest'; Invoke-MlModelAudit '$(Join-Path $Models 'sensor-weights.npy')' | Export-MlSecPolReport '$(Get-Place 'quiet.json')' -Confirm:`$false" | Should -BeNullOrEmpty
        Get-Place 'quiet.json' | Should -Exist
    }

    It 'lets the results through with -PassThru, and there is a report even when the gate is closed' {
        $file = Get-Place 'gate.sarif'
        { $results | Export-MlSecPolReport $file -PassThru | Assert-MlSecPolResult -FailOn High } | Should -Throw -ErrorId 'MlSecPol.Assert.Failed,*'
        $file | Should -Exist
    }

    It 'keeps what is there with -NoClobber, and refuses a read-only file without -Force' {
        $file = Get-Place 'kept.json'
        $results | Export-MlSecPolReport $file
        { $results | Export-MlSecPolReport $file -NoClobber } | Should -Throw -ErrorId 'MlSecPol.Report.Exists,*'
        Set-ItemProperty -LiteralPath $file -Name IsReadOnly -Value $true
        { $results | Export-MlSecPolReport $file } | Should -Throw -ErrorId 'MlSecPol.Report.ReadOnly,*'
        $results | Export-MlSecPolReport $file -Force
        Set-ItemProperty -LiteralPath $file -Name IsReadOnly -Value $false
    }

    It 'ends with one error when the folder is missing or the name tells no format' {
        { $results | Export-MlSecPolReport (Get-Place 'none/a.json') } | Should -Throw -ErrorId 'MlSecPol.Report.FolderMissing,*'
        { $results | Export-MlSecPolReport (Get-Place 'a.html') } | Should -Throw -ErrorId 'MlSecPol.Report.UnknownFormat,*'
    }

    It 'writes beside the current location, and into names with brackets' {
        Push-Location $TestDrive
        try { $results | Export-MlSecPolReport 'here[1].json' }
        finally { Pop-Location }
        (Import-MlSecPolResult -LiteralPath (Get-Place 'here[1].json')).Count | Should -Be $results.Count
    }
}

Describe 'Import-MlSecPolResult' {
    BeforeAll { $results | Export-MlSecPolReport (Get-Place 'in.json') }

    It 'gives back equal results' {
        $again = Import-MlSecPolResult (Get-Place 'in.json')
        $again.Count | Should -Be $results.Count
        for ($i = 0; $i -lt $results.Count; $i++) { $again[$i].Equals($results[$i]) | Should -BeTrue }
    }

    It 'gives results that look and count like live ones' {
        $again = Import-MlSecPolResult (Get-Place 'in.json')
        $again | Should -BeOfType [MlSecPol.CheckResult]
        ($again | Out-String) | Should -Be ($results | Out-String)
        ($again | Measure-MlSecPolResult).Fail | Should -Be ($results | Measure-MlSecPolResult).Fail
    }

    It 'takes the results of a job that were exported' {
        $job = Start-Job -ScriptBlock { Import-Module $using:Manifest; Invoke-MlModelAudit $using:Models, $using:Hostile -Recurse -ErrorAction SilentlyContinue }
        $job | Receive-Job -Wait -AutoRemoveJob | Export-MlSecPolReport (Get-Place 'job.json')
        $again = Import-MlSecPolResult (Get-Place 'job.json')
        $again.Count | Should -Be $results.Count
        $again.Findings.Fingerprint | Should -Be $results.Findings.Fingerprint
        $again.Findings.Confidence | Should -Be $results.Findings.Confidence
        $again.Findings.Offset | Should -Be $results.Findings.Offset
        ($again | Where-Object { $_.ObservedAt.Year -lt 2020 }) | Should -BeNullOrEmpty
    }

    It 'merges what Get-ChildItem emits' {
        $folder = New-Item -ItemType Directory -Path (Get-Place 'many')
        1..3 | ForEach-Object { $results | Export-MlSecPolReport (Join-Path $folder "$_.json") }
        @(Get-ChildItem $folder | Import-MlSecPolResult).Count | Should -Be (3 * $results.Count)
    }

    It 'refuses <What> with one error, and goes on' -ForEach @(
        @{ What = 'SARIF'; Id = 'Foreign'; Text = '{"version": "2.1.0", "runs": []}' }
        @{ What = 'half a file'; Id = 'Damaged'; Text = '{"format": "mlsecpol-results", "formatVersion": 1, "results": [' }
        @{ What = 'another version'; Id = 'OtherVersion'; Text = '{"format": "mlsecpol-results", "formatVersion": 9, "results": []}' }
    ) {
        Set-Content -LiteralPath (Get-Place 'bad.json') -Value $Text
        $again = Import-MlSecPolResult (Get-Place 'bad.json'), (Get-Place 'in.json') -ErrorAction SilentlyContinue -ErrorVariable problems
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "MlSecPol.Report.$Id,*"
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $again.Count | Should -Be $results.Count
    }
}

Describe 'Measure-MlSecPolResult -By' {
    It 'counts every result once by <_>' -ForEach 'Control', 'Status', 'Severity', 'Check', 'Target' {
        $counts = $results | Measure-MlSecPolResult -By $_
        $sum = 0
        foreach ($count in $counts) { foreach ($status in [System.Enum]::GetNames([MlSecPol.CheckStatus])) { $sum += $count.$status } }
        $sum | Should -Be $results.Count
    }

    It 'fits 80 columns' {
        $text = $results | Measure-MlSecPolResult -By Status | Out-String -Width 80
        $text | Should -BeLike '*By: Status*Worst*Results*Fail*Error*Open*Pass*Name*'
        $text -split '\r?\n' | Where-Object { $_.Length -gt 80 } | Should -BeNullOrEmpty
    }

    It 'keeps its views in jobs' {
        $live = $results | Measure-MlSecPolResult -By Severity
        $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($live))
        ($back | Out-String) | Should -Be ($live | Out-String)
        ($back | Format-List | Out-String) | Should -Be ($live | Format-List | Out-String)
    }
}
