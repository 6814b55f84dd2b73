package dev.weir.contracts.diff;

import java.util.OptionalDouble;

/**
 * A metric that a rule measured otherwise.
 *
 * @param name such as {@code Column.age.Mean}
 * @param before empty when it was not measured
 * @param after empty when it was not measured
 */
public record MetricMove(String table, String name, OptionalDouble before, OptionalDouble after) {}
