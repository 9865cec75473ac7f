package import Evaluation
internal import Notation

/// The periods of one tender (期限): what the texts ask of its dates, by track (rulebook 1.2).
///
/// A requirement that the track does not know is met and returns nil; outside Chinese law none of them applies. One that
/// is met returns the date that it was measured by, so that an event can say whether that is provisional.
package struct Deadlines: Hashable, Sendable {
  /// The days of work and rest.
  package let calendar: WorkingCalendar
  /// The body of law.
  package let track: Track
  /// Whether the law demands a tender (依法必须招标), on which some periods of the track ENG depend.
  package let isMandatory: Bool

  /// The periods of a tender of `track`.
  package init(calendar: WorkingCalendar, track: Track, isMandatory: Bool) {
    self.calendar = calendar
    self.track = track
    self.isMandatory = isMandatory
  }

  /// The rule of a period: `engineering` in the track ENG, `procurement` in GP.
  func rule(engineering: PeriodRule?, procurement: PeriodRule?) -> PeriodRule? {
    switch track {
    case .engineering: engineering
    case .governmentProcurement: procurement
    case .foreign: nil
    }
  }

  /// Refuses `date` where it is before the end of the rule's period after `start` (T-7).
  func require(
    _ event: Wording, on date: CivilDate, atLeast rule: PeriodRule?, after start: CivilDate
  ) throws(Refusal) -> DueDate? {
    guard let rule else { return nil }
    let earliest = calendar.end(of: rule.period, after: start)
    guard date < earliest.date else { return earliest }
    throw rule.refusal(event, on: date, isLate: false, bound: earliest, start: start)
  }

  /// Refuses `date` where it is after the end of the rule's period after `start` (T-2).
  func require(
    _ event: Wording, on date: CivilDate, atMost rule: PeriodRule?, after start: CivilDate
  ) throws(Refusal) -> DueDate? {
    guard let rule else { return nil }
    let latest = calendar.end(of: rule.period, after: start)
    guard date > latest.date else { return latest }
    throw rule.refusal(event, on: date, isLate: true, bound: latest, start: start)
  }
}
