package dev.weir.jobs.desk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build has written into the jar. */
public final class WeirVersion {

    private WeirVersion() {}

    /** Such as {@code 0.1.0}. */
    public static String number() {
        try (InputStream file = WeirVersion.class.getResourceAsStream("/weir.properties")) {
            if (file == null) {
                throw new IllegalStateException("weir.properties is not in the jar");
            }
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("weir.properties in the jar cannot be read", e);
        }
    }
}
