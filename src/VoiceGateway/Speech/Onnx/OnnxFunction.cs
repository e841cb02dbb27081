namespace VoiceGateway.Speech.Onnx;

/// <summary>Where a function stands in <c>struct OrtApi</c> (onnxruntime_c_api.h): a table that only ever grows at its end.</summary>
internal enum OnnxFunction
{
    GetErrorMessage = 2,
    CreateEnvironment = 3,
    CreateSession = 7,
    Run = 9,
    CreateSessionOptions = 10,
    SetGraphOptimization = 23,
    SetThreads = 24,
    CreateTensor = 49,
    GetTensorData = 51,
    GetElementCount = 64,
    GetTensorShape = 65,
    CreateCpuMemory = 69,
    ReleaseStatus = 93,
    ReleaseSession = 95,
    ReleaseValue = 96,
    ReleaseTensorShape = 99,
    ReleaseSessionOptions = 100,
    AddConfiguration = 130,
}
