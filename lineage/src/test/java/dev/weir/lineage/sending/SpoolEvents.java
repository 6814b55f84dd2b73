package dev.weir.lineage.sending;

import java.io.IOException;
import java.time.Instant;

/** Events of runs, and their way into a spool. */
final class SpoolEvents {

    static final Instant BEGAN = Instant.parse("2026-01-31T08:00:00Z");

    private SpoolEvents() {}

    static String event(String run, String type, int sequence) {
        return ("{\"eventTime\":\"2026-01-31T08:00:00Z\",\"producer\":\"https://weir.dev\",\"schemaURL\":\"x\","
                        + "\"eventType\":\"%s\",\"run\":{\"runId\":\"%s\",\"facets\":{\"weir_event\":{\"run\":\"%s\","
                        + "\"eventType\":\"%s\",\"sequence\":%d}}},\"job\":{\"namespace\":\"weir/北京\",\"name\":\"clinical\"}}")
                .formatted(type, run, run, type, sequence);
    }

    /** Emits the next event of a run; its key once it is on the disk. */
    static String emit(Senders senders, String run, String type) throws IOException {
        SpooledRun spooled = senders.run(run, BEGAN);
        String event = event(run, type, spooled.next());
        senders.send(spooled, event);
        return LineageServer.key(event);
    }
}
