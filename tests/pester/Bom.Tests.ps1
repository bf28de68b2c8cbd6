BeforeAll {
    . $PSScriptRoot/StagedModule.ps1
    $bill = Join-Path $TestDrive 'models.cdx.json'
    function Read-Bill { Get-Content -Raw -LiteralPath $bill | ConvertFrom-Json }
}

Describe 'Export-MlBom' {
    It 'writes one component a model, with the hash of the file' {
        Export-MlBom $Models $bill
        $components = (Read-Bill).components
        $components.Count | Should -Be @(Get-ChildItem $Models -File | Where-Object Extension -NE '.data').Count
        foreach ($component in $components) {
            $component.type | Should -Be 'machine-learning-model'
            $component.hashes[0].content | Should -Be (Get-FileHash -LiteralPath (Join-Path $Models $component.name)).Hash.ToLowerInvariant()
        }
    }

    It 'takes what Get-ChildItem emits' {
        Get-ChildItem $Models -Filter '*.safetensors' | Export-MlBom -Destination $bill
        (Read-Bill).components.name | Should -Be 'sensor-network.safetensors'
    }

    It 'fills the model card from README.md and config.json beside the model' {
        $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'repository')
        Copy-Item (Join-Path $Models 'sensor-network.safetensors') $folder
        Set-Content (Join-Path $folder 'README.md') "---`nlicense: mit`npipeline_tag: tabular-regression`ndatasets:`n- sensors`n---`n# A model"
        Set-Content (Join-Path $folder 'config.json') '{"model_type": "mlp"}'
        Export-MlBom $folder $bill
        $model, $data = (Read-Bill).components
        $model.licenses.license.id | Should -Be 'MIT'
        $model.modelCard.modelParameters.task | Should -Be 'tabular-regression'
        $model.modelCard.modelParameters.architectureFamily | Should -Be 'mlp'
        $data.name | Should -Be 'sensors'
        ($model.properties | Where-Object name -EQ 'mlsecpol:source:license').value | Should -Be 'README.md license: mit'
    }

    It 'emits the file with -PassThru' {
        (Export-MlBom $Models $bill -PassThru).FullName | Should -Be $bill
    }

    It 'says what it would do with -WhatIf, and does nothing' {
        $none = Join-Path $TestDrive 'none.json'
        (& $Shell -NoProfile -NonInteractive -Command "Import-Module '$Manifest'; Export-MlBom '$Models' '$none' -WhatIf") -join ' ' | Should -BeLike 'What if: *none.json*'
        $none | Should -Not -Exist
    }

    It 'ends with one error when there is no model' {
        $empty = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'empty')
        { Export-MlBom $empty $bill } | Should -Throw -ErrorId 'MlSecPol.Bom.NoModel,*'
    }
}
