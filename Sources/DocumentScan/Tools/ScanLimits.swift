/// What a scan may cost; everything beyond is refused or reported as not scanned.
public struct ScanLimits: Hashable, Sendable {
  /// The most bytes of a document.
  public var documentBytes = 256 << 20
  /// The most bytes of text that are searched, of one document.
  public var textBytes = 8 << 20
  /// The most parts of an archive.
  public var parts = 1_000
  /// The most bytes of one unpacked part.
  public var partBytes = 64 << 20
  /// The most bytes of all unpacked parts.
  public var unpackedBytes = 512 << 20
  /// The most bytes that a tool may write.
  public var outputBytes = 64 << 20
  /// The longest that a tool may run, in seconds.
  public var seconds = 180
  /// The most processor time of a tool, in seconds.
  public var processorSeconds = 30
  /// The most address space of a tool, in bytes.
  public var memoryBytes = 1 << 30

  /// The limits that suit a technical part of some hundred pages.
  public init() {}
}
