namespace MlSecPol.Engine.Tests.Policy;

/// <summary>The model of the policy as it was read from its documents, written down apart from the catalogue: ids, labels, relations and counts.</summary>
internal static class PolicyTruth
{
    /// <summary>Goal id and name.</summary>
    public static readonly string[] Goals = Lines("""
        DS-G1|Confidentiality
        DS-G2|Integrity
        DS-G3|Availability
        DS-G4|Authentication
        DS-G5|Authorization
        DS-G6|Non-repudiation
        DS-G7|Privacy
        MS-G1|Integrity in Computation
        MS-G2|Accuracy and precision in output
        PS-G1|API security
        PS-G2|System security (+ Cloud security)
        PS-G3|Network security
        SC-G1|Comply with internal and external policies
        SC-G2|Standards and regulations
        HS-G1|People involved are authorized
        HS-G2|Aware of security risks
        """);

    /// <summary>Technique id, name, relation, controls, related controls.</summary>
    public static readonly string[] Techniques = Lines("""
        DS-T1|Encryption|equal|DS1|
        DS-T2|Access Controls|equal|DS2|
        DS-T3|Data backups & Recovery|merged|DS3|
        DS-T4|Data anonymization|equal|DS4|
        DS-T5|Data quality control|equal|DS5|
        DS-T6|Secure data sharing|equal|DS6|
        DS-T7|Data classification|merged|DS3|
        MS-T1|Secure development|equal|MS1|
        MS-T2|Input and Output validation|renamed|MS2|
        MS-T3|Model explainability|equal|MS3|
        MS-T4|Adversarial training|merged|MS4|
        MS-T5|Robustness testing|merged|MS4|
        MS-T6|Monitoring and alerting|equal|MS5|
        MS-T7|Secure deployment|equal|MS6|
        PS-T1|Vulnerability scanning & Penetration Testing|renamed|PS1|
        PS-T2|Patch management|equal|PS2|
        PS-T3|Access Controls|renamed|PS3|
        PS-T4|Encryption|equal|PS4|
        PS-T5|Hardening|split|PS5 PS6|PS7
        PS-T6|Secure Configuration|equal|PS7|
        SC-T1|Regulatory compliance|equal|SC1|
        SC-T2|Ethical considerations|equal|SC2|
        SC-T3|Data retention and deletion|equal|SC3|
        SC-T4|Audit trails|equal|SC4|
        SC-T5|Security assessments|equal|SC5|
        SC-T6|Third-party risk management|equal|SC6|
        HS-T1|Training and awareness|equal|HS1|
        HS-T2|Background checks|equal|HS2|
        HS-T3|Incident response|equal|HS3|
        HS-T4|Governance and oversight|equal|HS4|
        HS-T5|Continuous monitoring|seedOnly|HS-CM|
        """);

    /// <summary>Control id, title, origin, techniques, guideline items, parts with the techniques that they answer for, whether only the detailed document has it, stages.</summary>
    public static readonly string[] Controls = Lines("""
        DS1|Encryption|detailed|DS-T1|4|||DC MT
        DS2|Access Controls|detailed|DS-T2|4|||DC MT
        DS3|Data classification, backups and recovery|detailed|DS-T3 DS-T7|4|DS3.a=DS-T7 DS3.b=DS-T3 DS3.c=DS-T3||DC Mn
        DS4|Data anonymization|detailed|DS-T4|3|||DC MT
        DS5|Data quality control|detailed|DS-T5|3|||DC MT
        DS6|Secure data sharing|detailed|DS-T6|4|||DC
        MS1|Secure development|detailed|MS-T1|5|||MT Mn
        MS2|Input/output validation|detailed|MS-T2|2|||Dp
        MS3|Model explainability|detailed|MS-T3|4|||MT
        MS4|Adversarial training & Robustness testing|detailed|MS-T4 MS-T5|4|MS4.a=MS-T4 MS4.b=MS-T5 MS4.c=MS-T5 MS4.d=MS-T5||MT Mn
        MS5|Monitoring and alerting|detailed|MS-T6|3|||Mo
        MS6|Secure deployment|detailed|MS-T7|5|||Dp
        PS1|Vulnerability scanning|detailed|PS-T1|4|PS1.a=PS-T1 PS1.b=PS-T1 PS1.c=PS-T1 PS1.d=PS-T1||MT Dp Mo
        PS2|Patch management|detailed|PS-T2|4|||MT Dp Mn
        PS3|Access controls|detailed|PS-T3|4|||MT Dp
        PS4|Encryption|detailed|PS-T4|3|||MT Dp
        PS5|Network hardening|detailed|PS-T5|4|||MT Dp
        PS6|Hardware security|detailed|PS-T5|4||detailedOnly|MT Dp
        PS7|Secure Configuration|detailed|PS-T6|4|||MT Dp
        SC1|Regulatory compliance|detailed|SC-T1|4|||DC MT Dp Mo Mn
        SC2|Ethical considerations|detailed|SC-T2|3|||DC MT Dp Mo Mn
        SC3|Data retention and deletion|detailed|SC-T3|3|||DC Mn
        SC4|Audit trails|detailed|SC-T4|3|||Dp Mo
        SC5|Security assessments|detailed|SC-T5|3|||Mn
        SC6|Third-party risk management|detailed|SC-T6|3|||DC Dp
        HS1|Training and awareness|detailed|HS-T1|3|||DC MT Dp Mo Mn
        HS2|Background checks|detailed|HS-T2|3|||DC MT Dp Mo Mn
        HS3|Incident response|detailed|HS-T3|4|||Mo
        HS4|Governance and oversight|detailed|HS-T4|4|||DC MT Dp Mo Mn
        HS-CM|Continuous monitoring|seedonly|HS-T5|0|||Mo
        """);

    private static string[] Lines(string text) => text.Split('\n');
}
