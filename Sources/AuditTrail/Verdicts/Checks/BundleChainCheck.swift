internal import Notation

/// The check `manifest` (formats, section 10): the files are those that the manifests list, and the bundles one case.
enum BundleChainCheck {
  /// Opens the bundles of a case.
  static func open(_ directories: [String], _ evidence: inout BundleCase) throws(Fault) {
    for path in directories {
      var faults = Faults()
      let bundle = try OpenBundle(path: path, into: &faults)
      for _ in bundle.manifest?.files ?? [] { evidence[.manifest].count() }
      for fault in faults.list {
        if fault.code == .tooLarge {
          evidence[.manifest].cannot(.tooMuchToRead, .name(bundle.name), fault.summary)
        } else {
          evidence[.manifest].bad(.falseManifest, .name(bundle.name), fault)
        }
      }
      evidence.bundles.append(bundle)
    }
    checkChain(&evidence)
    // Later checks still add to it: what notes, keys and the notice say of the manifest.
    evidence[.manifest].finish()
  }

  private static func checkChain(_ evidence: inout BundleCase) {
    let bundles = evidence.bundles
    if bundles.first?.manifest?.heading.base != nil { evidence[.manifest].cannot(.baseMissing) }
    for (earlier, later) in zip(bundles, bundles.dropFirst()) {
      guard let old = earlier.manifest, let new = later.manifest else { continue }
      evidence[.manifest].count()
      do throws(Fault) {
        try new.verifyContinues(old)
      } catch {
        evidence[.manifest].bad(.brokenChain, .name(later.name), error)
      }
    }
  }
}

extension FindingCode {
  static let falseManifest = FindingCode(
    "FALSE_MANIFEST", "it is not what its manifest lists", "内容与清单不符")
  static let baseMissing = FindingCode(
    "BASE_MISSING", "the first bundle builds on an earlier one that was not given", "第一个数据包以未提供的更早数据包为基础")
  static let brokenChain = FindingCode(
    "BROKEN_CHAIN", "it does not continue the bundle before it", "未接续前一数据包")
}
