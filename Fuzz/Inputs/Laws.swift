public import Notation

/// Ends the process, which the fuzzer reports with its input, unless the law holds.
public func hold(_ isTrue: Bool, _ law: StaticString) {
  guard !isTrue else { return }
  // An optimised build drops the text of a precondition.
  print("broken:", law)
  preconditionFailure("a law is broken")
}

/// What `body` gives, which never fails: the fuzzer's own keys and samples.
public func given<Result>(_ body: () throws -> Result) -> Result {
  do { return try body() } catch {
    print("no sample:", error)
    preconditionFailure("a sample cannot be made")
  }
}

/// The sample that is there.
public func given<Sample>(_ sample: Sample?) -> Sample {
  guard let sample else { preconditionFailure("a sample cannot be made") }
  return sample
}

/// Reads `bytes` as canonical JSON with `codec`, and holds that it writes them back; nil when they are none.
@discardableResult
public func readBack<Root>(_ bytes: [UInt8], _ codec: Codec<Root>) -> Root? {
  guard let value = try? CanonicalReader.read(bytes) else { return nil }
  var reading = Reading(.strict)
  guard let root = codec.decode(value, &reading), reading.faults.isEmpty else { return nil }
  let written = try? CanonicalWriter.bytes(codec.encode(root))
  hold(written == bytes, "a record has one form")
  return root
}
