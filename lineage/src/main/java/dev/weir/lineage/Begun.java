package dev.weir.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.contracts.release.TableLoad.Span;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the beginning of a run has and its ending repeats: some consumers read no other event.
 *
 * @param interval that it is about; empty where it is about none, or that is not known
 * @param parameters what was asked of it
 * @param parent what had started it, where that is not what has started this process
 */
record Begun(Optional<Span> interval, Map<String, String> parameters, Optional<ParentRun> parent) {

    /** Of a run whose beginning is not known. */
    static final Begun UNKNOWN = new Begun(Optional.empty(), Map.of(), Optional.empty());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Begun {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** Of a run of this process. */
    static Begun of(RunEvent.Started started) {
        return new Begun(started.interval(), started.parameters(), Optional.empty());
    }

    /** Of a run that another process began, by its START; what is not whole in that is left out. */
    static Begun in(String start) {
        try {
            JsonNode facets = JSON.readTree(start).at("/run/facets");
            Map<String, String> parameters = new TreeMap<>();
            facets.at("/executionParameters/parameters")
                    .forEach(asked -> parameters.put(
                            asked.path("key").asText(), asked.path("value").asText()));
            return new Begun(span(facets.path("nominalTime")), parameters, ParentRun.in(facets.path("parent")));
        } catch (JsonProcessingException e) {
            return UNKNOWN;
        }
    }

    private static Optional<Span> span(JsonNode time) {
        try {
            Instant from =
                    OffsetDateTime.parse(time.path("nominalStartTime").asText()).toInstant();
            Instant to =
                    OffsetDateTime.parse(time.path("nominalEndTime").asText()).toInstant();
            return Optional.of(new Span(from, to, from + "/" + to));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
