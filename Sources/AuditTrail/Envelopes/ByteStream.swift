/// Gives the next bytes of a file each time it is called, as many as it likes, and none at the end.
///
/// What it throws passes through to the caller of whatever reads it.
public typealias ByteSource = () throws -> [UInt8]

/// Takes the next bytes of a file; what it throws passes through likewise.
public typealias ByteSink = (ArraySlice<UInt8>) throws -> Void

/// Gives the bytes of a source in pieces of the size that the reader asks for.
struct ByteStream {
  private let source: ByteSource
  private var chunk: ArraySlice<UInt8> = []
  private var hasEnded = false

  init(_ source: @escaping ByteSource) { self.source = source }

  /// Appends `count` bytes to `output`, fewer only at the end of the source.
  mutating func read(_ count: Int, to output: inout [UInt8]) throws {
    var missing = count
    while missing > 0 {
      let piece = try next(upTo: missing)
      if piece.isEmpty { return }
      output.append(contentsOf: piece)
      missing -= piece.count
    }
  }

  /// The next bytes, at most `count`; none only at the end.
  mutating func next(upTo count: Int) throws -> ArraySlice<UInt8> {
    if chunk.isEmpty, !hasEnded {
      chunk = try source()[...]
      hasEnded = chunk.isEmpty
    }
    defer { chunk = chunk.dropFirst(count) }
    return chunk.prefix(count)
  }
}
