using VoiceGateway.Media;

namespace VoiceGateway.Calls;

/// <summary>Whether the carrier knows a media stream for one of its own.</summary>
internal delegate bool AdmitStream(MediaStart start);
