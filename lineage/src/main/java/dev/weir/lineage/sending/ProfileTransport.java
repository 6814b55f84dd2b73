package dev.weir.lineage.sending;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.TransportConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The settings of a profile, in OpenLineage's own keys: a key that its client would pass over is refused. */
final class ProfileTransport {

    private static final String TYPE = "type";

    /** Keys below which a name may have dots of its own, such as Kafka's {@code bootstrap.servers}. */
    private static final Set<String> OPEN = Set.of("properties", "headers", "urlParams", "transformerProperties");

    private ProfileTransport() {}

    /**
     * The transport that they mean.
     *
     * @throws ProblemsException C002 for a key that the type does not have, C004 for a type that is not there
     */
    static TransportConfig of(Map<String, String> settings, Place place) {
        String type = settings.getOrDefault(TYPE, "");
        try {
            return OpenLineageClientUtils.newObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .convertValue(nested(settings), TransportConfig.class);
        } catch (IllegalArgumentException e) {
            Optional<UnrecognizedPropertyException> unknown = unknown(e);
            if (unknown.isPresent()) {
                throw ProblemsException.of(
                        Code.UNKNOWN_FIELD,
                        place,
                        "the lineage transport '" + type + "' has no key '"
                                + unknown.get().getPropertyName() + "'",
                        "it knows " + unknown.get().getKnownPropertyIds(),
                        "write one of these",
                        e);
            }
            throw ProblemsException.of(
                    Code.INVALID_VALUE,
                    place,
                    "the lineage transport '" + type + "' cannot be used",
                    "OpenLineage's client knows no such type, or one of its values has the wrong form",
                    "write 'type: file' with a 'location', or 'type: http' with a 'url', or put the jar that has the"
                            + " type on WEIR_CLASSPATH",
                    e);
        }
    }

    private static Optional<UnrecognizedPropertyException> unknown(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return Optional.of(unknown);
            }
        }
        return Optional.empty();
    }

    /** Dots in keys, made by nesting in the workspace's file, become nesting again. */
    private static Map<String, Object> nested(Map<String, String> settings) {
        Map<String, Object> root = new LinkedHashMap<>();
        settings.forEach((key, value) -> put(root, key, value));
        return root;
    }

    @SuppressWarnings("unchecked") // the maps are made here
    private static void put(Map<String, Object> map, String key, String value) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            map.put(key, value);
            return;
        }
        String first = key.substring(0, dot);
        Object inner = map.computeIfAbsent(first, name -> new LinkedHashMap<String, Object>());
        if (inner instanceof Map<?, ?> && OPEN.contains(first)) {
            ((Map<String, Object>) inner).put(key.substring(dot + 1), value);
        } else if (inner instanceof Map<?, ?>) {
            put((Map<String, Object>) inner, key.substring(dot + 1), value);
        } else {
            map.put(key, value);
        }
    }
}
