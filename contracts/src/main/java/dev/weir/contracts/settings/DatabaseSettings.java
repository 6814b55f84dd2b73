package dev.weir.contracts.settings;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a profile asks a database that sources are in.
 *
 * @param url for JDBC; no user and no password is in it
 * @param user who asks
 * @param password of the user; never shown
 * @param passwordFile a file that holds the password instead, absolute or relative to the workspace
 * @param properties what else the driver has to know; never shown
 */
public record DatabaseSettings(
        String url,
        Optional<String> user,
        Optional<String> password,
        Optional<String> passwordFile,
        Map<String, String> properties) {

    public DatabaseSettings {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    public DatabaseAddress address() {
        return new DatabaseAddress(url);
    }

    /** The address for people, without what is for the driver alone: what stands behind the path, or in brackets. */
    public String shown() {
        return address().shown();
    }

    @Override
    public String toString() {
        return shown();
    }
}
