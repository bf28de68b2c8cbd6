namespace MlSecPol.Engine.Tests.Datasets.Formats;

/// <summary>Arrays that NumPy 1.24 of Debian 12 wrote; each comment is the expression that was saved.</summary>
internal static class NumPyFiles
{
    // np.array([(1,'Ana',1.5,True,'2024-02-29'),(2,'Bo',nan,False,'NaT'),(-3,'Éva',0.1,True,'1969-12-31')], dtype=[('id','>i4'),('name','<U6'),('score','<f8'),('ok','?'),('day','<M8[D]')])
    internal static readonly byte[] Records = Convert.FromBase64String(
        "k05VTVBZAQC2AHsnZGVzY3InOiBbKCdpZCcsICc+aTQnKSwgKCduYW1lJywgJzxVNicpLCAoJ3Njb3JlJywgJzxmOCcpLCAoJ29rJywgJ3xiMScpLCAoJ2RheScsICc8TThbRF0nKV0sICdmb3J0cm" +
        "FuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAUEAAABuAAAAYQAAAAAAAAAAAAAAAAAAAAAAAAAA" +
        "APg/AUZNAAAAAAAAAAAAAkIAAABvAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAPh/AAAAAAAAAACA/////ckAAAB2AAAAYQAAAAAAAAAAAAAAAAAAAJqZmZmZmbk/Af//////////");

    // np.arange(6).reshape(3,2)
    internal static readonly byte[] Matrix = Convert.FromBase64String(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC" +
        "AgICAgICAgICAgICAgIAoAAAAAAAAAAAEAAAAAAAAAAgAAAAAAAAADAAAAAAAAAAQAAAAAAAAABQAAAAAAAAA=");

    // np.asfortranarray(np.arange(6).reshape(3,2))
    internal static readonly byte[] ByColumn = Convert.FromBase64String(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC" +
        "AgICAgICAgICAgICAgIAoAAAAAAAAAAAIAAAAAAAAABAAAAAAAAAABAAAAAAAAAAMAAAAAAAAABQAAAAAAAAA=");

    // np.array([0.5,inf,-2], dtype='<f4')
    internal static readonly byte[] Single = Convert.FromBase64String(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC" +
        "AgICAgICAgICAgICAgIAoAAAA/AACAfwAAAMA=");

    // np.array([{},1], dtype=object)
    internal static readonly byte[] Objects = Convert.FromBase64String(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC" +
        "AgICAgICAgICAgICAgIAqAA2NudW1weS5jb3JlLm11bHRpYXJyYXkKX3JlY29uc3RydWN0CnEAY251bXB5Cm5kYXJyYXkKcQFLAIVxAkMBYnEDh3EEUnEFKEsBSwKFcQZjbnVtcHkKZHR5cGUKcQdY" +
        "AgAAAE84cQiJiIdxCVJxCihLA1gBAAAAfHELTk5OSv////9K/////0s/dHEMYoldcQ0ofXEOSwFldHEPYi4=");

    // np.zeros((2,2,2), dtype='u1')
    internal static readonly byte[] Cube = Convert.FromBase64String(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDIsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC" +
        "AgICAgICAgICAgICAgIAoAAAAAAAAAAA==");

    // np.array(['2024-01-02T03:04:05.678900','NaT'], dtype='<M8[us]')
    internal static readonly byte[] Times = Convert.FromBase64String(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPE04W3VzXScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC" +
        "AgICAgICAgICAgICAgIAo0L1jA7Q0GAAAAAAAAAACA");

    // np.array([b'ab',b'c'], dtype='S4')
    internal static readonly byte[] Texts = Convert.FromBase64String(
        "k05VTVBZAQB2AHsnZGVzY3InOiAnfFM0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIC" +
        "AgICAgICAgICAgICAgIAphYgAAYwAAAA==");

    // np.array([((1,2),[3.,4.])], dtype=[('p',[('x','u1'),('y','u1')]),('v','<f4',(2,))])
    internal static readonly byte[] Nested = Convert.FromBase64String(
        "k05VTVBZAQC2AHsnZGVzY3InOiBbKCdwJywgWygneCcsICd8dTEnKSwgKCd5JywgJ3x1MScpXSksICgndicsICc8ZjQnLCAoMiwpKV0sICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6IC" +
        "gxLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAQIAAEBAAACAQA==");

    // np.savez_compressed(x=np.arange(6).reshape(3,2), y=np.array([1,0,1], dtype='i1'))
    internal static readonly byte[] Archive = Convert.FromBase64String(
        "UEsDBBQAAAAIAAAAIQAnRTUPVgAAALAAAAAFABQAeC5ucHkBABAAsAAAAAAAAABWAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TaaGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5Gs" +
        "Y6CkaaOgq1CmQDLgYoYITSTFCaGUqzQGlWKA0AUEsDBBQAAAAIAAAAIQBgki+yRwAAAIMAAAAFABQAeS5ucHkBABAAgwAAAAAAAABHAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loF6Taaiuo6Ce" +
        "ll9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6mjoKtQoUAC5GBkYAUEsBAhQDFAAAAAgAAAAhACdFNQ9WAAAAsAAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsBAhQDFAAAAAgAAAAhAGCSL7" +
        "JHAAAAgwAAAAUAAAAAAAAAAAAAAIABjQAAAHkubnB5UEsFBgAAAAACAAIAZgAAAAsBAAAAAA==");

    // np.savez(x=np.arange(6).reshape(3,2), y=np.array([1,0], dtype='i1'))
    internal static readonly byte[] UnevenArchive = Convert.FromBase64String(
        "UEsDBBQAAAAAAAAAIQAnRTUPsAAAALAAAAAFABQAeC5ucHkBABAAsAAAAAAAAACwAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxpOCcsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZS" +
        "c6ICgzLCAyKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAEAAAAAAAAAAUA" +
        "AAAAAAAAUEsDBBQAAAAAAAAAIQDiRPZIggAAAIIAAAAFABQAeS5ucHkBABAAggAAAAAAAACCAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJ3xpMScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsIC" +
        "dzaGFwZSc6ICgyLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAQBQSwECFAMUAAAAAAAAACEAJ0U1D7AAAACwAAAABQAAAAAA" +
        "AAAAAAAAgAEAAAAAeC5ucHlQSwECFAMUAAAAAAAAACEA4kT2SIIAAACCAAAABQAAAAAAAAAAAAAAgAHnAAAAeS5ucHlQSwUGAAAAAAIAAgBmAAAAoAEAAAAA");
}
