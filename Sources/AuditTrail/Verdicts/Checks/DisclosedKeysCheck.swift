internal import Cryptography
internal import Notation

/// Reads `keys.json` of every bundle; a key that two bundles give differently is BAD under `manifest`.
enum DisclosedKeysCheck: VerdictCheck {
  static let name = CheckName.manifest

  static func run(_ evidence: inout BundleCase) throws(Fault) {
    for bundle in evidence.bundles {
      do throws(Fault) {
        guard let bytes = try bundle.read(.keys, limit: 1 << 26) else { continue }
        try add(try DisclosedKeys(bytes), of: bundle, &evidence)
      } catch {
        if error.code == .unreadable { throw error }
        evidence[.manifest].bad(.falseKeys, .name("\(bundle.name)/keys.json"), error)
      }
    }
  }

  private static func add(
    _ keys: DisclosedKeys, of bundle: OpenBundle, _ evidence: inout BundleCase
  ) throws(Fault) {
    for item in keys.bidderKeys {
      let slot = BidSlot(bidder: item.bidder, part: item.part, revision: item.revision)
      enter(SecretBytes(item.key), slot, .bid(item.bidder, item.part), \.bidderKeys, &evidence)
    }
    for item in keys.released {
      guard let index = UInt8(exactly: item.custodian) else { continue }
      let slot = KeySlot(item.part, index)
      enter(SecretBytes(item.key), slot, slot.name, \.released, &evidence)
    }
    for item in keys.secrets where item.tender == evidence.tender {
      guard let stage = DisclosureStage(rawValue: item.stage.rawValue),
        let secret = TenderSecret(tender: item.tender, stage: stage, secret: SecretBytes(item.secret))
      else { continue }
      enter(secret, stage, .name(stage.rawValue), \.secrets, &evidence)
    }
  }

  private static func enter<Key: Hashable, Content: Equatable>(
    _ content: Content, _ key: Key, _ place: Wording, _ path: WritableKeyPath<BundleCase, [Key: Content]>,
    _ evidence: inout BundleCase
  ) {
    let known = evidence[keyPath: path][key]
    evidence[.manifest].require(known == nil || known == content, .twoKeys, place)
    if known == nil { evidence[keyPath: path][key] = content }
  }
}

extension FindingCode {
  static let falseKeys = FindingCode("FALSE_KEYS", "it is not sound", "内容无效")
  static let twoKeys = FindingCode(
    "TWO_KEYS", "keys.json gives it twice and differently", "keys.json 给出两个不同的值")
}
