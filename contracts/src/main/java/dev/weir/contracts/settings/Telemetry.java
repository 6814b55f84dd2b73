package dev.weir.contracts.settings;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a profile's runs report to.
 *
 * @param lineage OpenLineage's own keys, as written
 * @param metricsFile where metrics are written after each run, absolute or relative to the workspace
 * @param collector that is sent them by OTLP over HTTP
 * @param notices by which people learn of what happens
 */
public record Telemetry(
        Map<String, String> lineage,
        Optional<String> metricsFile,
        Optional<URI> collector,
        List<NoticeChannel> notices) {

    public Telemetry {
        lineage = Collections.unmodifiableMap(new LinkedHashMap<>(lineage));
        notices = List.copyOf(notices);
    }

    /** Lineage alone. */
    public static Telemetry lineage(Map<String, String> lineage) {
        return new Telemetry(lineage, Optional.empty(), Optional.empty(), List.of());
    }

    public Telemetry with(List<NoticeChannel> channels) {
        return new Telemetry(lineage, metricsFile, collector, channels);
    }

    public boolean hasMetrics() {
        return metricsFile.isPresent() || collector.isPresent();
    }
}
