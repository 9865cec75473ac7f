import Notation

/// What is read as canonical must be written back byte for byte; what is read at all must not crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var faults = Faults()
  let value = JSONReader.read(bytes, into: &faults)
  precondition((value == nil) == !faults.isEmpty, "a value or faults, never both")
  if let canonical = try? CanonicalReader.read(bytes) {
    let written = try? CanonicalWriter.bytes(canonical)
    precondition(written == bytes, "the canonical form is unique")
  }
  return 0
}
