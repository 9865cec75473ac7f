/// A format of pictures, by its first bytes.
enum PictureKind: String, Sendable {
  case jpeg = "JPEG"
  case png = "PNG"
  case other = "picture"

  private static let others: [[UInt8]] = [
    Array("GIF8".utf8), Array("BM".utf8), [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A], [1, 0, 0, 0],
    [0xD7, 0xCD, 0xC6, 0x9A],
  ]

  /// The format of the picture that begins with `bytes`; nil when it is none.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if Self.others.contains(where: { bytes.starts(with: $0) }) {
      self = .other
    } else {
      return nil
    }
  }
}

/// What a picture says of camera, author, place and programs beside its image.
enum PictureMetadata {
  /// Reports the metadata of a picture and hands them over to the search.
  static func report(
    _ bytes: [UInt8], _ kind: PictureKind, _ place: FindingPlace, _ material: inout ScanMaterial
  ) {
    switch kind {
    case .jpeg: for range in jpegSegments(bytes) { report(bytes[range], place, &material) }
    case .png: for range in pngChunks(bytes) { report(bytes[range], place, &material) }
    case .other: material.add(place.part, bytes: bytes[...])
    }
  }

  private static func report(
    _ segment: ArraySlice<UInt8>, _ place: FindingPlace, _ material: inout ScanMaterial
  ) {
    let shown = segment.prefix(4_096).filter { (0x20...0x7E).contains($0) }
    material.log.add(.pictureMetadata, at: place, String(decoding: shown.prefix(200), as: UTF8.self))
    material.add(place.part, bytes: segment)
  }

  /// Exif and XMP (APP1), Photoshop (APP13) and comments, up to the beginning of the image.
  private static func jpegSegments(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 2
    while position + 4 <= bytes.count, bytes[position] == 0xFF, bytes[position + 1] != 0xDA {
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      guard length >= 2, position + 2 + length <= bytes.count else { break }
      if [0xE1, 0xED, 0xFE].contains(bytes[position + 1]) {
        ranges.append((position + 4)..<(position + 2 + length))
      }
      position += 2 + length
    }
    return ranges
  }

  /// Chunks of text and of Exif.
  private static func pngChunks(_ bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = 8
    while position + 12 <= bytes.count {
      let length = bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
      guard position + 12 + length <= bytes.count else { break }
      let name = String(decoding: bytes[(position + 4)..<(position + 8)], as: UTF8.self)
      if ["tEXt", "iTXt", "zTXt", "eXIf"].contains(name) {
        ranges.append((position + 8)..<(position + 8 + length))
      }
      position += 12 + length
    }
    return ranges
  }

  private static let exif = Array("Exif\0\0".utf8)

  /// Where Exif data begin in a file that holds pictures as they are, as a PDF does.
  static func exifOffsets(in bytes: [UInt8], atMost count: Int) -> [Int] {
    var offsets: [Int] = []
    var index = 4
    while index + exif.count <= bytes.count, offsets.count < count {
      if bytes[index] == exif[0], bytes[index - 4] == 0xFF, bytes[index - 3] == 0xE1,
        bytes[index..<(index + exif.count)].elementsEqual(exif)
      {
        offsets.append(index)
      }
      index += 1
    }
    return offsets
  }
}
