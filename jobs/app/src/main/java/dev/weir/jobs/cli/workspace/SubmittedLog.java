package dev.weir.jobs.cli.workspace;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * The log of a Spark that {@code spark-submit} has started: by then it writes to the terminal, as Spark's own settings say. From now
 * on it goes by Weir's, which keep values out of it.
 */
final class SubmittedLog {

    private static final String SETTINGS = "log4j2.properties";

    private SubmittedLog() {}

    static void begin() {
        Configurator.reconfigure(settings());
    }

    /** Those in the jar of this class: a Spark may have some of that name, which come first on the class path. */
    private static URI settings() {
        try {
            URI place = SubmittedLog.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Files.isDirectory(Path.of(place))
                    ? place.resolve(SETTINGS)
                    : URI.create("jar:" + place + "!/" + SETTINGS);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of Weir's own classes is no address", e);
        }
    }
}
