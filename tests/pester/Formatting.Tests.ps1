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

    It 'show results wide' {
        $results | Format-Wide | Out-String | Should -BeLike '*Fail*'
    }

    It 'show findings as a table' {
        $failed.Findings | Out-String | Should -BeLike '*Severity*Location*Message*'
    }

    It 'have no colour in text that is captured, and none at all with NO_COLOR' {
        ($results | Out-String).Contains([char] 27) | Should -BeFalse
        $plain = & $Shell -NoProfile -NonInteractive -Command "`$env:NO_COLOR = '1'; Import-Module '$Manifest'; Invoke-MlModelAudit '$($failed.Target)'"
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

    It 'sum up in a table' {
        $results | Measure-MlSecPolResult | Out-String -Width 100 | Should -BeLike '*MS4*Fail*'
    }

    It 'never emit formatting instead of objects' {
        $results | ForEach-Object { $_ | Should -BeOfType [MlSecPol.CheckResult] }
    }
}
