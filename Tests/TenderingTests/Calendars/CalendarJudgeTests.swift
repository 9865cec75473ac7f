import Tendering
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(20)), .disabled(if: Judges.isUnreachable, "the judges are unreachable"))
struct CalendarJudgeTests {
  @Test func `another package knows the same rest days and counts the same periods in 2024 to 2026`()
    async throws
  {
    let calendar = WorkingCalendar.published
    var (lines, answers): ([String], [DueDate]) = ([], [])
    var (days, verdicts): ([CivilDate], [String]) = ([], [])
    for number in 0..<CivilDate("2024-01-01").days(to: "2027-01-01") {
      let date = CivilDate("2024-01-01").advanced(by: number)
      days.append(date)
      verdicts.append(calendar.isRestDay(date) ? "rest" : "work")
      for count in [1, 3, 5, 7, 15, 20, 30] as [UInt16] {
        lines += ["\(date) \(count) days", "\(date) \(count) working", "\(date) -\(count) working"]
        answers += [
          calendar.end(of: .days(count), after: date), calendar.end(of: .workingDays(count), after: date),
          calendar.latest(.workingDays(count), before: date),
        ]
      }
    }
    let input = (days.map(\.description) + lines).map { $0 + "\n" }.joined()
    let verdict = try await Judges.run("calendar_judge", input: Array(input.utf8))
    #expect(verdict.errors == "")
    let said = String(decoding: verdict.output, as: UTF8.self).split(separator: "\n").map(String.init)
    try #require(said.count == days.count + lines.count)
    // Tables of 2004 to 2023 are known to the judge alone.
    let comparable = lines.indices.filter { !answers[$0].isProvisional }
    #expect(comparable.count > 22_000)
    let differences =
      days.indices.filter { said[$0] != verdicts[$0] }.map { "\(days[$0]): \(verdicts[$0])" }
      + comparable.filter { said[days.count + $0] != answers[$0].date.description }
      .map { "\(lines[$0]): \(answers[$0].date)" }
    #expect(differences == [])
  }
}
