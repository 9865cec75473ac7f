import Notation
import Testing

@Suite("Places")
struct PlaceTests {
  @Test("A place is shown as line and column")
  func isShown() {
    #expect(Place(line: 12, column: 3).description == "12:3")
  }

  @Test("A place moves down by lines and keeps its column")
  func movesDown() {
    #expect(Place(line: 1, column: 7).shifted(byLines: 41) == Place(line: 42, column: 7))
  }

  @Test("A value that was built stands nowhere, also when its text moves")
  func staysNowhere() {
    #expect(Place.nowhere.shifted(byLines: 5) == .nowhere)
  }

  @Test("Numbers beyond 32 bits are clamped, not trapped on")
  func clamps() {
    let place = Place(line: Int.max, column: -1)
    #expect(place.line == .max)
    #expect(place.column == 0)
    #expect(Place(line: Int(UInt32.max), column: 1).shifted(byLines: 1).line == .max)
  }
}
