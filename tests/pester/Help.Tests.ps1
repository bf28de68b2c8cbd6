BeforeDiscovery {
    . $PSScriptRoot/StagedModule.ps1
    $commands = Get-Command -Module MlSecPol
    $topics = Get-ChildItem -Path (Join-Path (Split-Path $Manifest) 'en-US') -Filter 'about_*.help.txt' | ForEach-Object { $_.Name -replace '\.help\.txt$' }
}

BeforeAll { . $PSScriptRoot/StagedModule.ps1 }

Describe 'Help of <_.Name>' -ForEach $commands {
    BeforeAll {
        $command = $_
        $help = Get-Help -Name $command.Name -Full
    }

    It 'has a synopsis of its own' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -BeLike "*$($command.Name) *"
    }

    It 'has a description' { ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty }

    It 'has two examples or more, each with code and a remark' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        foreach ($example in $help.examples.example) {
            $example.code | Should -BeLike "*$($command.Name)*"
            ($example.remarks.Text -join '').Trim() | Should -Not -BeNullOrEmpty
        }
    }

    It 'explains every parameter' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        foreach ($name in $command.Parameters.Keys.Where({ $_ -notin $common })) {
            ((Get-Help -Name $command.Name -Parameter $name).description.Text -join '').Trim() | Should -Not -BeNullOrEmpty -Because "-$name"
        }
    }

    It 'shows as many parameter sets as there are' {
        @($help.syntax.syntaxItem).Count | Should -Be $command.ParameterSets.Count
    }

    It 'names what it emits' { $help.returnValues.returnValue.type.name.Trim() | Should -Contain $command.OutputType[0].Name }
}

Describe 'The topic <_>' -ForEach $topics {
    It 'is shown, in 80 columns' {
        $text = Get-Help -Name $_ | Out-String -Width 200
        $text | Should -BeLike "*$_*"
        $text -split '\r?\n' | Where-Object { $_.Length -gt 80 -and $_ -notmatch 'https://' } | Should -BeNullOrEmpty
    }
}

Describe 'Topics' {
    It 'are those that the commands point to' {
        $names = (Get-ChildItem -Path (Join-Path (Split-Path $Manifest) 'en-US') -Filter 'about_*.help.txt').Name
        'about_MlSecPol.help.txt', 'about_MlSecPol_Settings.help.txt', 'about_MlSecPol_ExitCodes.help.txt' | ForEach-Object { $names | Should -Contain $_ }
    }
}
