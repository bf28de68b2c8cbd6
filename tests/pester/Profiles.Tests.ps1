BeforeAll {
    . $PSScriptRoot/StagedModule.ps1
    $sensors = Join-Path $PSScriptRoot '../../samples/datasets/sensor-readings.csv'
    $customers = Join-Path $PSScriptRoot '../../samples/datasets/customers-synthetic.csv'
}

Describe 'Measure-MlDataset' {
    It 'survives JSON and back' {
        $profile = Measure-MlDataset $sensors
        $back = $profile | ConvertTo-Json -Depth 5 | ConvertFrom-Json
        $merged = $profile, $back | Measure-MlDataset -Merge
        $merged.Rows | Should -Be 1200
        $merged.Columns[2].Mean | Should -Be $profile.Columns[2].Mean
    }

    It 'reads what ConvertTo-Json wrote' {
        $path = Join-Path $TestDrive 'sensors.mlprofile.json'
        Measure-MlDataset $sensors | ConvertTo-Json -Depth 5 | Set-Content $path
        (Measure-MlDataset $path).Rows | Should -Be 600
    }

    It 'merges what jobs measure' {
        $module = (Get-Module MlSecPol).Path
        $parts = 1..2 | ForEach-Object -Parallel { Import-Module $using:module; Measure-MlDataset $using:sensors }
        ($parts | Measure-MlDataset -Merge).Rows | Should -Be 1200
    }

    It 'binds files with brackets in their names' {
        $path = Join-Path $TestDrive 'a[1].csv'
        Copy-Item $sensors $path
        (Get-ChildItem -LiteralPath $TestDrive -Filter 'a*' | Measure-MlDataset).Rows | Should -Be 600
    }

    It 'gives a schema that is JSON' {
        $schema = Measure-MlDataset $sensors -AsSchema | ConvertFrom-Json
        $schema.fields.name | Should -Contain 'temperature_c'
    }
}

Describe 'Compare-MlDataset' {
    It 'finds no drift between a dataset and its profile' {
        $reference = Measure-MlDataset $sensors
        (Get-Item $sensors | Compare-MlDataset -Reference $reference -Summary).IsDrifted | Should -BeFalse
    }

    It 'exports as CSV' {
        $rows = Compare-MlDataset $customers -Reference $sensors | ConvertTo-Csv | ConvertFrom-Csv
        $rows.Drift | Should -Contain 'Major'
    }
}

Describe 'Measure-MlDatasetPrivacy' {
    It 'measures classes' {
        $privacy = Measure-MlDatasetPrivacy $sensors -QuasiIdentifier machine -Sensitive state
        $privacy.KAnonymity | Should -BeGreaterThan 1
        $privacy.Sensitive[0].DistinctDiversity | Should -BeGreaterThan 0
    }
}
