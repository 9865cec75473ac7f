/// Runs two things in turn and compares their medians, so that what else the machine does falls on both alike.
struct Measurement {
  /// The median seconds of ours and of the floor.
  let ours: Double
  let floor: Double

  /// Ours against the floor, from `rounds` rounds of both.
  init(rounds: Int = 5, ours: () throws -> Void, floor: () throws -> Void) rethrows {
    var times: (ours: [Double], floor: [Double]) = ([], [])
    for _ in 0..<rounds {
      times.ours.append(try Self.seconds(ours))
      times.floor.append(try Self.seconds(floor))
    }
    self.ours = Self.median(times.ours)
    self.floor = Self.median(times.floor)
  }

  /// The speed of ours as a share of that of the floor.
  var share: Double { floor / ours }

  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let duration = try clock.measure(body)
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}

extension Double {
  /// The number with `digits` after the point.
  func text(_ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = Int((self * scale).rounded())
    guard digits > 0 else { return "\(whole)" }
    let fraction = "\(whole % Int(scale))"
    return "\(whole / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
  }
}
