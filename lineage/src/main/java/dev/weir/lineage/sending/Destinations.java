package dev.weir.lineage.sending;

import dev.weir.contracts.Code;
import dev.weir.contracts.ProblemsException;
import dev.weir.contracts.port.InstalledPlugins;
import io.openlineage.client.OpenLineageClientException;
import io.openlineage.client.transports.FileConfig;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.KafkaConfig;
import io.openlineage.client.transports.TransformConfig;
import io.openlineage.client.transports.TransformTransportException;
import io.openlineage.client.transports.TransportBuilder;
import io.openlineage.client.transports.TransportConfig;
import io.openlineage.client.transports.TransportFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens the destinations of settings. {@code http}, {@code kafka}, {@code file} and {@code transform} are Weir's own under OpenLineage's keys, since
 * the client's classes pass over failures; any other type is built by the client, which finds it by {@link TransportBuilder}.
 */
final class Destinations {

    private final LineageSettings settings;

    private Destinations(LineageSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens all of them, by name. None is reached yet.
     *
     * @throws ProblemsException when the client cannot use what the settings say; C005 when two transports have one type, C014 when
     *     one cannot be loaded
     */
    static Map<String, Destination> open(LineageSettings settings) {
        Map<String, Destination> all = new LinkedHashMap<>();
        if (settings.transports().isEmpty()) {
            return all;
        }
        // the client would take the first of two, and end with an error where one is broken
        List<TransportBuilder> builders = InstalledPlugins.all(TransportBuilder.class, "a lineage transport");
        InstalledPlugins.named(TransportBuilder.class, "lineage transports", builders, TransportBuilder::getType);
        Destinations destinations = new Destinations(settings);
        settings.transports().forEach(named -> all.put(named.name(), destinations.open(named)));
        return all;
    }

    private Destination open(LineageSettings.Named named) {
        try {
            return open(named.config());
        } catch (LinkageError e) {
            throw problem(
                    Code.UNSUPPORTED,
                    "the lineage transport '" + named.type() + "' is not here",
                    "its client library does not come with Weir",
                    "put the library on WEIR_CLASSPATH, or use 'file' or 'http'",
                    e);
        } catch (OpenLineageClientException
                | TransformTransportException
                | IllegalArgumentException
                | NullPointerException e) {
            throw problem(
                    Code.INVALID_VALUE,
                    "the lineage transport '" + named.type() + "' cannot be opened",
                    "its settings cannot be used",
                    "compare them with OpenLineage's page of transports",
                    e);
        }
    }

    private Destination open(TransportConfig config) {
        if (config instanceof HttpConfig http) {
            return http(http);
        }
        if (config instanceof KafkaConfig kafka) {
            return kafka(kafka);
        }
        if (config instanceof FileConfig file) {
            return file(file);
        }
        if (config instanceof TransformConfig transform) {
            return new TransformDestination(transform, open(transform.getTransport()));
        }
        return new TransportDestination(new TransportFactory(config).build());
    }

    private Destination http(HttpConfig http) {
        if (http.getSslContextConfig() != null) {
            throw problem(
                    Code.UNSUPPORTED,
                    "the lineage transport 'http' has 'sslContext'",
                    "Weir sends with the certificates that Java is given",
                    "set javax.net.ssl.keyStore and javax.net.ssl.trustStore in JAVA_TOOL_OPTIONS",
                    null);
        }
        HttpDestination.amiss(http.getUrl()).ifPresent(why -> {
            throw problem(
                    Code.INVALID_VALUE,
                    "the lineage transport 'http' cannot be opened",
                    why,
                    "write a 'url' such as http://marquez:5000; a key goes into 'auth', parameters go into 'urlParams'",
                    null);
        });
        return new HttpDestination(http);
    }

    private Destination kafka(KafkaConfig kafka) {
        Destination destination = new KafkaDestination(kafka);
        if (kafka.getTopicName() == null || kafka.getTopicName().isBlank()) {
            throw problem(
                    Code.MISSING_FIELD,
                    "the lineage transport 'kafka' has no 'topicName'",
                    "its events need a topic",
                    "add 'topicName: openlineage.events'",
                    null);
        }
        return destination;
    }

    private Destination file(FileConfig file) {
        if (file.getLocation() == null || file.getLocation().isBlank()) {
            throw problem(
                    Code.MISSING_FIELD,
                    "the lineage transport 'file' has no 'location'",
                    "its events need a file",
                    "add 'location: lineage/events.ndjson'",
                    null);
        }
        return new FileDestination(settings.base().resolve(file.getLocation()));
    }

    private ProblemsException problem(Code code, String what, String why, String remedy, @Nullable Throwable cause) {
        return ProblemsException.of(code, settings.where(), what, why, remedy, cause);
    }
}
