package dev.weir.contracts.settings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a profile keeps the release log.
 *
 * @param address {@code s3a://bucket/prefix}, {@code jdbc:postgresql://…} or {@code jdbc:sqlite:…}; empty for the folder
 *     {@code releases} of the warehouse
 * @param user of a database
 * @param password of a database; never shown
 */
public record ReleaseStore(String address, Optional<String> user, Optional<String> password) {

    /** The folder {@code releases} of the warehouse. */
    public static final ReleaseStore WAREHOUSE = new ReleaseStore("", Optional.empty(), Optional.empty());

    public ReleaseStore {
        requireNonNull(address, "address");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    /** Whether the log lies in the warehouse. */
    public boolean isWarehouse() {
        return address.isEmpty();
    }

    /** Whether the log lies in a database. */
    public boolean isDatabase() {
        return address.startsWith("jdbc:");
    }

    @Override
    public String toString() {
        return isWarehouse() ? "the warehouse" : address;
    }
}
