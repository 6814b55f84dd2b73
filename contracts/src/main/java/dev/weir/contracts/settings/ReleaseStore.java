package dev.weir.contracts.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a profile keeps the release log.
 *
 * @param address {@code s3a://bucket/prefix}, {@code jdbc:postgresql://…}, {@code jdbc:sqlite:…}, or one of {@link
 *     StoreAddresses}; empty for the folder {@code releases} of the warehouse
 * @param user of a database
 * @param password of a database; never shown
 */
public record ReleaseStore(String address, Optional<String> user, Optional<String> password) {

    /** The folder {@code releases} of the warehouse. */
    public static final ReleaseStore WAREHOUSE = new ReleaseStore("", Optional.empty(), Optional.empty());

    private static final Pattern S3 = Pattern.compile("s3a://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._=-]+)*/?");

    public boolean isWarehouse() {
        return address.isEmpty();
    }

    public boolean isS3() {
        return S3.matcher(address).matches();
    }

    public boolean isDatabase() {
        return address.startsWith("jdbc:");
    }

    @Override
    public String toString() {
        return isWarehouse() ? "the warehouse" : address;
    }
}
