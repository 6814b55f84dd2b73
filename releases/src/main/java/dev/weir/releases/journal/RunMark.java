package dev.weir.releases.journal;

import java.util.OptionalLong;

/**
 * The mark of a run in a table's history.
 *
 * @param release the number it makes; empty for a run that was held
 */
public record RunMark(String product, String run, OptionalLong release) {}
