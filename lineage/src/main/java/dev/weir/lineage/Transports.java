package dev.weir.lineage;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.weir.contracts.Code;
import dev.weir.contracts.Place;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.Workspace;
import dev.weir.contracts.port.InstalledPlugins;
import io.openlineage.client.OpenLineageClientException;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.FileConfig;
import io.openlineage.client.transports.Transport;
import io.openlineage.client.transports.TransportBuilder;
import io.openlineage.client.transports.TransportConfig;
import io.openlineage.client.transports.TransportFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way that a profile's events take: {@code lineage.transport} in OpenLineage's own keys. Its client finds transports by
 * {@link TransportBuilder}; the type of one is its name.
 */
final class Transports {

    static final String TYPE = "type";

    private static final Place PLACE = Place.of("weir.yaml");

    private Transports() {}

    /**
     * Opens the profile's transport; empty when it has none.
     *
     * @throws ProblemsException when the client does not know the type or a key, or cannot use what they say; C005 when two
     *     transports have one type, C014 when one cannot be loaded
     */
    static Optional<Transport> open(Workspace workspace) {
        Map<String, String> settings = workspace.profile().telemetry().lineage();
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        // the client would take the first of two, and end with an error where one is broken
        List<TransportBuilder> all = InstalledPlugins.all(TransportBuilder.class, "a lineage transport");
        InstalledPlugins.named(TransportBuilder.class, "lineage transports", all, TransportBuilder::getType);
        String type = settings.getOrDefault(TYPE, "");
        TransportConfig config = config(type, settings);
        if (config instanceof FileConfig file) {
            if (file.getLocation() == null || file.getLocation().isBlank()) {
                throw problem(
                        Code.MISSING_FIELD,
                        "the lineage transport 'file' has no 'location'",
                        "its events need a file",
                        "add 'location: lineage/events.ndjson'",
                        null);
            }
            return Optional.of(new EventFile(workspace.root().resolve(file.getLocation())));
        }
        return Optional.of(build(type, config));
    }

    private static TransportConfig config(String type, Map<String, String> settings) {
        try {
            return OpenLineageClientUtils.newObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .convertValue(nested(settings), TransportConfig.class);
        } catch (IllegalArgumentException e) {
            if (e.getCause() instanceof UnrecognizedPropertyException unknown) {
                throw problem(
                        Code.UNKNOWN_FIELD,
                        "the lineage transport '" + type + "' has no key '" + unknown.getPropertyName() + "'",
                        "it knows " + unknown.getKnownPropertyIds(),
                        "write one of these",
                        e);
            }
            throw problem(
                    Code.INVALID_VALUE,
                    "the lineage transport '" + type + "' cannot be used",
                    "OpenLineage's client knows no such type, or one of its values has the wrong form",
                    "write 'type: file' with a 'location', or 'type: http' with a 'url', or put the jar that has the"
                            + " type on WEIR_CLASSPATH",
                    e);
        }
    }

    private static Transport build(String type, TransportConfig config) {
        try {
            return new TransportFactory(config).build();
        } catch (LinkageError e) {
            throw problem(
                    Code.UNSUPPORTED,
                    "the lineage transport '" + type + "' is not here",
                    "its client library does not come with Weir",
                    "use 'file' or 'http'",
                    e);
        } catch (OpenLineageClientException | IllegalArgumentException | NullPointerException e) {
            throw problem(
                    Code.INVALID_VALUE,
                    "the lineage transport '" + type + "' cannot be opened",
                    "OpenLineage's client refuses its settings",
                    "compare them with OpenLineage's page of transports",
                    e);
        }
    }

    private static ProblemsException problem(
            Code code, String what, String why, String remedy, @Nullable Throwable cause) {
        return ProblemsException.of(code, PLACE, what, why, remedy, cause);
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
        Object inner = map.computeIfAbsent(key.substring(0, dot), name -> new LinkedHashMap<String, Object>());
        if (inner instanceof Map<?, ?>) {
            put((Map<String, Object>) inner, key.substring(dot + 1), value);
        } else {
            map.put(key, value);
        }
    }
}
