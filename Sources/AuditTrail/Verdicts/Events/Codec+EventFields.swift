package import Cryptography
internal import Notation

// The fields that events are made of, beside those that all signed records share.

extension Codec where Root == Int {
  /// The index of a leaf.
  static let leafIndex = Codec<Int>.integer(0...Int(CanonicalWriter.maximumInteger))
}

extension Codec where Root == [UInt8] {
  /// Bytes that are a signature only when a check finds that they are.
  static let claimedSignature = hexadecimalBytes(0...1024)
}

extension Digest {
  /// What the reading of a record starts from.
  package static let blank = DigestContext.sha256([])
}
