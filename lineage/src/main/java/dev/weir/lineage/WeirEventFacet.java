package dev.weir.lineage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.openlineage.client.OpenLineage;
import java.net.URI;
import java.util.Map;

/**
 * The key of an event, as a run facet {@value #KEY}: no other event has the same run, type and number, so a receiver knows an event
 * that arrives twice. Its schema is {@code schemas/lineage/1-0-0/WeirEventRunFacet.json}.
 */
final class WeirEventFacet implements OpenLineage.RunFacet {

    static final String KEY = "weir_event";

    static final URI SCHEMA =
            URI.create("https://weir.dev/schemas/lineage/1-0-0/WeirEventRunFacet.json#/$defs/WeirEventRunFacet");

    private final String run;
    private final String type;
    private final int sequence;

    /** @param sequence of the run's events, from 1 on */
    WeirEventFacet(String run, OpenLineage.RunEvent.EventType type, int sequence) {
        this.run = run;
        this.type = type.toString();
        this.sequence = sequence;
    }

    @Override
    public URI get_producer() {
        return OpenLineageEvents.PRODUCER;
    }

    @Override
    public URI get_schemaURL() {
        return SCHEMA;
    }

    @JsonProperty
    public String run() {
        return run;
    }

    @JsonProperty
    public String eventType() {
        return type;
    }

    @JsonProperty
    public int sequence() {
        return sequence;
    }

    @Override
    public Map<String, Object> getAdditionalProperties() {
        return Map.of();
    }
}
