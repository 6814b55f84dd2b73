package dev.weir.lineage;

import java.io.IOException;
import java.util.Optional;

/** Keeps each event beside what the transport makes of it, such as where a warehouse lies that outlives this machine. */
public interface EventRecorder {

    /** Keeps none. */
    EventRecorder NONE = (product, run, kind, event) -> {};

    /**
     * Keeps one.
     *
     * @param run its id
     * @param kind such as {@code START}
     * @param event OpenLineage's JSON
     */
    void keep(String product, String run, String kind, String event) throws IOException;

    /** One that was kept by that name; empty where it was not. */
    default Optional<String> kept(String product, String run, String kind) throws IOException {
        return Optional.empty();
    }
}
