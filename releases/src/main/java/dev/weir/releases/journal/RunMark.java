package dev.weir.releases.journal;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * The mark of a run in a table's history.
 *
 * @param product its product
 * @param run its id
 * @param release the number it makes; empty for a run that was held
 */
public record RunMark(String product, String run, OptionalLong release) {

    public RunMark {
        requireNonNull(product, "product");
        requireNonNull(run, "run");
        requireNonNull(release, "release");
    }
}
