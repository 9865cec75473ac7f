internal import Notation

extension SchemeReview {
  /// Whether small-enterprise policy applies at all, in which form, and within which band.
  func policy() -> [Refusal] {
    guard let policy = terms.policy else { return [] }
    guard let kind = policyKind else {
      return [
        Refusal(
          "POLICY_NOT_APPLICABLE", .rule, "财库〔2020〕46号 第九条", .scheme("policy"),
          Wording(
            "this track has no statutory advantage for small enterprises without government funding",
            "非政府采购资金的招标项目没有法定价格扣除"),
          accepted: Wording("track GP, or ENG with funding GP", "GP 体系，或 ENG 且 funding: GP"))
      ]
    }
    var found: [Refusal] = []
    if policy.kind != kind {
      found.append(
        Refusal(
          "POLICY_NOT_APPLICABLE", .rule, "财库〔2020〕46号 第九条", .scheme("policy.kind"),
          Wording(
            "\(policy.kind.rawValue) does not apply to this method and formula",
            "本办法不适用 \(policy.kind.rawValue)"),
          accepted: Wording(verbatim: kind.rawValue)))
    }
    let bands = policyBands
    found += outsideBand("small", policy.small, bands.small)
    found += policy.joint.map { outsideBand("joint", $0, bands.joint) } ?? []
    return found
  }

  /// The form in which the policy applies; nil where it does not.
  ///
  /// Works that are scored without low-price-first raise the price score; everything else lowers the price.
  private var policyKind: PolicyAdjustment.Kind? {
    switch terms.track {
    case .governmentProcurement: .priceDeduction
    case .engineering where terms.funding == .governmentProcurement:
      terms.method == .comprehensive && terms.price?.isLowPriceFirst != true ? .scoreBonus : .priceDeduction
    case .engineering, .foreign: nil
    }
  }

  private var policyBands: (small: ClosedRange<Points>, joint: ClosedRange<Points>) {
    terms.track == .governmentProcurement
      ? (Points(whole: 10)...Points(whole: 20), Points(whole: 4)...Points(whole: 6))
      : (Points(whole: 3)...Points(whole: 5), Points(whole: 1)...Points(whole: 2))
  }

  private func outsideBand(_ key: String, _ rate: Points, _ band: ClosedRange<Points>) -> [Refusal] {
    guard !band.contains(rate) else { return [] }
    return [
      Refusal(
        "SME_RATE_OUT_OF_BAND", .rule, "财库〔2022〕19号", .scheme(FieldPath([.key("policy"), .key(key)])),
        Wording("\(rate) % is outside the band", "\(rate)% 不在规定幅度内"),
        accepted: Wording(
          "\(band.lowerBound) to \(band.upperBound) percent", "\(band.lowerBound)% 至 \(band.upperBound)%"))
    ]
  }

  /// Thresholds of the low-price packs against the texts they come from.
  func lowPrice() -> [Refusal] {
    var found: [Refusal] = []
    var names: Set<String> = []
    for (index, pack) in terms.lowPrice.enumerated() {
      let path = FieldPath([.key("low_price"), .index(index)])
      if !names.insert(pack.name).inserted {
        found.append(
          Refusal(
            "DUPLICATE_PACK", .design, nil, .scheme(path),
            Wording("the pack \(pack.name) is listed twice", "规则包 \(pack.name) 重复"),
            accepted: Wording("each pack once", "每个规则包至多一次")))
      }
      switch pack {
      case .procurement2026(let thresholds): found += review(thresholds, at: path)
      case .templateL1(let thresholds): found += review(thresholds, at: path)
      }
    }
    return found
  }

  private func review(_ thresholds: LowPricePack.Procurement, at path: FieldPath) -> [Refusal] {
    let base = LowPricePack.Procurement.base
    let stated = [
      ("average", thresholds.average, base.average),
      ("second_lowest", thresholds.secondLowest, base.secondLowest),
      ("ceiling", thresholds.ceiling, base.ceiling),
    ]
    return stated.compactMap { key, value, least in
      let isOver = value > LowPricePack.Procurement.maximum
      guard isOver || value < least else { return nil }
      return Refusal(
        isOver ? "THRESHOLD_OVER_65" : "THRESHOLD_BELOW_BASE", isOver ? .rule : .design, "财库〔2026〕2号",
        .scheme(path.appending(key)),
        Wording(
          "threshold \(value) % is \(isOver ? "above the most" : "below the least") allowed",
          "阈值 \(value)% \(isOver ? "高于上限" : "低于基准")"),
        accepted: Wording("\(least) to 65 percent", "\(least)% 至 65%"))
    }
  }

  private func review(_ thresholds: LowPricePack.TemplateL1, at path: FieldPath) -> [Refusal] {
    let stated = [
      ("below_mean", thresholds.belowMean, LowPricePack.TemplateL1.offeredBelowMean),
      ("below_ceiling", thresholds.belowCeiling, LowPricePack.TemplateL1.offeredBelowCeiling),
    ]
    return stated.compactMap { key, value, offered in
      guard !offered.contains(value) else { return nil }
      let list = offered.map(\.description).joined(separator: ", ")
      return Refusal(
        "L1_RATE_NOT_OFFERED", .local, nil, .scheme(path.appending(key)),
        Wording("the template does not offer \(value) %", "范本未提供 \(value)% 这一选项"),
        accepted: Wording(verbatim: list))
    }
  }
}
