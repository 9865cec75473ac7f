/// Where an evaluation reports each step of its reasoning.
///
/// The evaluator is generic over its sink and compiled for each in this module, so that with `NoTrace`
/// neither the step nor its inputs are ever built.
protocol TraceSink {
  /// Takes a step; a sink that keeps none never evaluates it.
  mutating func record(_ step: @autoclosure () -> TraceStep)
}

/// The sink that keeps nothing and costs nothing.
struct NoTrace: TraceSink {
  @inline(__always)
  mutating func record(_ step: @autoclosure () -> TraceStep) {}
}

/// Every step of an evaluation, in order, for people who follow it with a calculator.
package struct Trace: TraceSink, Sendable {
  /// The steps in the order in which they were taken.
  package private(set) var steps: [TraceStep] = []

  init() {}

  mutating func record(_ step: @autoclosure () -> TraceStep) { steps.append(step()) }

  /// The trace with only the steps that satisfy `isIncluded`.
  package func filter(_ isIncluded: (TraceStep) -> Bool) -> Trace {
    var trace = Trace()
    trace.steps = steps.filter(isIncluded)
    return trace
  }
}
