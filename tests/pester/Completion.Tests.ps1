BeforeAll {
    . $PSScriptRoot/StagedModule.ps1
    function Get-Completion([string] $Line) { (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches }
}

Describe 'Completion' {
    It 'completes commands and parameters' {
        (Get-Completion 'Get-MlSecPolCon').CompletionText | Should -Contain 'Get-MlSecPolControl'
        (Get-Completion 'Invoke-MlModelAudit -Rec').CompletionText | Should -Be '-Recurse'
    }

    It 'completes enumerations' {
        (Get-Completion 'Invoke-MlModelAudit x -Status No').CompletionText | Should -Be 'NotApplicable', 'NotAssessed'
        (Get-Completion 'Assert-MlSecPolResult -FailOn Cr').CompletionText | Should -Be 'Critical'
    }

    It 'completes checks with their title as tooltip' {
        $found = Get-Completion 'Invoke-MlModelAudit x -CheckId MS4.UnsafeDes'
        $found.CompletionText | Should -Be 'MS4.UnsafeDeserialization'
        $found.ToolTip | Should -Not -Be $found.CompletionText
    }

    It 'completes in the middle of a word' {
        (Get-Completion 'Invoke-MlModelAudit x -CheckId *Deserial').CompletionText | Should -Contain 'MS4.UnsafeDeserialization'
    }

    It 'completes <_>' -ForEach @(
        'Get-MlSecPolControl -Id MS'
        'Get-MlSecPolControl -Pillar '
        'Get-MlSecPolControl -Technique '
        'Get-MlSecPolControl -Goal '
        'Get-MlSecPolControl -Stage '
        'Get-MlSecPolControl -Framework ISO'
        'Get-MlSecPolControl -CheckType '
        'Get-MlSecPolCheck '
        'Test-MlDataset x -CheckId '
        'Find-MlSensitiveData x -Kind '
        'Find-MlSensitiveData x -Locale '
    ) {
        $found = Get-Completion $_
        $found | Should -Not -BeNullOrEmpty
        $found.ToolTip | Should -Not -Contain $null
    }

    It 'completes formats of reports and groupings' {
        (Get-Completion 'Export-MlSecPolReport x -Format ').CompletionText | Should -Be 'Csv', 'Json', 'JUnit', 'Markdown', 'Sarif'
        (Get-Completion 'Measure-MlSecPolResult -By S').CompletionText | Should -Be 'Severity', 'Status'
    }

    It 'quotes what has blanks' {
        (Get-Completion 'Get-MlSecPolControl -Framework ISO').CompletionText | ForEach-Object { $_ | Should -Match "^'.* .*'$" }
    }

    It 'keeps an opened quote' {
        (Get-Completion "Get-MlSecPolControl -Framework 'ISO").CompletionText | Should -Not -BeNullOrEmpty
    }

    It 'finds nothing, and raises nothing, for nonsense' {
        $Error.Clear()
        Get-Completion 'Get-MlSecPolControl -Id zzzz' | Should -BeNullOrEmpty
        $Error.Count | Should -Be 0
    }
}
