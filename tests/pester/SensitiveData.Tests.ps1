BeforeAll {
    . $PSScriptRoot/StagedModule.ps1
    $customers = Join-Path $Datasets 'customers-synthetic.csv'
    $brackets = Join-Path $TestDrive 'notes[1].txt'
    [System.IO.File]::WriteAllText($brackets, "first`nPESEL: 44051401359`n")
}

Describe 'Find-MlSensitiveData' {
    It 'emits one object a finding with its place, masked' {
        $cards = Find-MlSensitiveData $customers -Kind payment-card
        $cards[0].GetType().FullName | Should -Be 'MlSecPol.SensitiveData'
        $cards[0].Column | Should -Be 'card_number'
        $cards[0].Row | Should -Be 1
        $cards.Value | Should -Not -Match '\d{5}'
    }

    It 'shows values when that is asked for' {
        (Find-MlSensitiveData $customers -Kind payment-card -Masked:$false)[0].Value | Should -Be '4012888888881881'
    }

    It 'takes what Get-ChildItem emits and gives line and character of a text' {
        $found = Get-ChildItem -LiteralPath $brackets | Find-MlSensitiveData
        $found.Kind | Should -Be 'pl-pesel'
        $found.Location | Should -Be 'line 2, character 8'
    }

    It 'goes on after a file that is not there' {
        $found = Find-MlSensitiveData (Join-Path $TestDrive 'none.csv'), $customers -Kind email -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors.Count | Should -Be 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'MlSecPol.Path.NotFound,*'
        $found | Should -Not -BeNullOrEmpty
    }

    It 'keeps its table after a job' {
        $job = Start-ThreadJob { param($module, $file) Import-Module $module; Find-MlSensitiveData $file -Kind email } -ArgumentList (Get-Module MlSecPol).Path, $customers
        $job | Receive-Job -Wait -AutoRemoveJob | Out-String | Should -Match "column 'email', row 1"
    }

    It 'survives serialisation' {
        $file = Join-Path $TestDrive 'found.clixml'
        Find-MlSensitiveData $customers -Kind email | Export-Clixml $file
        Import-Clixml $file | Out-String | Should -Match "column 'email', row 1"
    }
}
