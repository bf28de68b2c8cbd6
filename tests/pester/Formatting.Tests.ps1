BeforeAll {
    . $PSScriptRoot/StagedModule.ps1
    $results = Invoke-MlModelAudit (Join-Path $Hostile 'reduce-system.pkl')
    $failed = $results | Where-Object Status -EQ Fail | Select-Object -First 1
}

Describe 'Views' {
    It 'show results as a table grouped by target, within 100 columns' {
        $text = $results | Out-String -Width 100
        $text | Should -BeLike '*Status*Severity*Check*Message*'
        $text | Should -BeLike '*reduce-system.pkl*'
        $text -split '\r?\n' | Where-Object { $_.Length -gt 100 } | Should -BeNullOrEmpty
    }

    It 'show the findings of a result in the list' {
        $failed | Format-List | Out-String | Should -BeLike '*Findings*os*system*'
    }

    It 'show in the list of a finding what an attacker gains, how sure it is, what to do and the advisories' {
        $finding = (Invoke-MlModelAudit (Join-Path $Hostile 'names-that-differ.pt') -CheckId MS4.ContainerIntegrity).Findings[0]
        $finding | Format-List | Out-String -Width 400 | Should -BeLike '*Gain*Confidence*Remediation*Advisories*CVE-2025-1944*'
    }

    It 'show results wide' {
        $results | Format-Wide | Out-String | Should -BeLike '*Fail*'
    }

    It 'show findings as a table' {
        $failed.Findings | Out-String | Should -BeLike '*Severity*Location*Message*'
    }

    It 'have no colour in text that is captured, and none at all with NO_COLOR' {
        ($results | Out-String).Contains([char] 27) | Should -BeFalse
        $before = $env:NO_COLOR
        try {
            # PowerShell reads the variable when it starts.
            $env:NO_COLOR = '1'
            $plain = & $Shell -NoProfile -NonInteractive -Command "Import-Module '$Manifest'; Invoke-MlModelAudit '$($failed.Target)'"
        }
        finally { $env:NO_COLOR = $before }
        ($plain -join "`n").Contains([char] 27) | Should -BeFalse
    }

    It 'work in constrained language' {
        $script = "Import-Module '$Manifest'; `$results = Invoke-MlModelAudit '$($failed.Target)'; `$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; `$results | Out-String -Width 120"
        (& $Shell -NoProfile -NonInteractive -Command $script) -join "`n" | Should -BeLike '*Fail*Critical*MS4.UnsafeDeserialization*'
    }

    It 'leave the data plain' {
        $failed.Severity | Should -BeOfType [MlSecPol.Severity]
        $failed.Severity.ToString() | Should -Be 'Critical'
    }

    It 'show <_> in a view of the module' -ForEach 'Get-MlSecPolPolicy', 'Get-MlSecPolControl', 'Get-MlSecPolCheck' {
        $output = & $_
        $text = $output | Out-String -Width 100
        $text.Trim() | Should -Not -BeNullOrEmpty
        $text | Should -Not -BeLike '*System.*'
        $text | Should -Not -BeLike '*MlSecPol.*Record*'
    }

    It 'sum up in a table that fits 80 columns' {
        $results | Measure-MlSecPolResult | Out-String -Width 80 | Should -BeLike '*Pass*Targets*Title*MS4*Fail*'
    }

    It 'show the clauses of a framework within 80 columns' {
        Get-MlSecPolControl MS4 -Framework 'ISO 27001' | Out-String -Width 80 | Should -BeLike '*Clauses*A.8.29*'
    }

    It 'keep what feeds the views out of the data' {
        $failed | Select-Object -Property * | Get-Member -MemberType Properties | ForEach-Object Name | Should -Not -Contain 'StatusText'
        $failed | ConvertTo-Json -Depth 3 | Should -Not -BeLike '*StatusText*'
    }

    It 'never emit formatting instead of objects' {
        $results | ForEach-Object { $_ | Should -BeOfType [MlSecPol.CheckResult] }
    }
}
