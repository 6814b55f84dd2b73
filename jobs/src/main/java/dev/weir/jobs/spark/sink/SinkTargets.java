package dev.weir.jobs.spark.sink;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where the rows of a table go.
 *
 * @param product the good ones, masked ({@link SinkSpec#released()})
 * @param quarantine those that a rule takes out, masked, with their reasons ({@link SinkSpec#quarantine()}); needed when
 *     a rule can take a row out
 * @param sourceQuarantine records that do not parse ({@link SinkColumns#SOURCE_QUARANTINE}); needed when there are any
 */
public record SinkTargets(SinkTarget product, Optional<SinkTarget> quarantine, Optional<SinkTarget> sourceQuarantine) {

    public SinkTargets {
        requireNonNull(product, "product");
        requireNonNull(quarantine, "quarantine");
        requireNonNull(sourceQuarantine, "sourceQuarantine");
    }
}
