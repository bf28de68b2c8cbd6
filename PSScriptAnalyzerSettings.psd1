@{
    Severity     = @('Error', 'Warning', 'Information')
    ExcludeRules = @(
        # Pester shares variables between BeforeAll and It blocks, which the rule does not follow.
        'PSUseDeclaredVarsMoreThanAssignments'
    )
}
