package dev.weir.contracts.settings;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which catalogue a profile's tables are found in.
 *
 * @param type {@value #SQLITE}, {@value #POSTGRESQL}, or another word as written
 * @param address of the database, such as {@code jdbc:postgresql://…}, or another place where the catalogue lies; empty where the
 *     type needs none
 * @param user of the database
 * @param password of the database; never shown
 */
public record CatalogueSettings(String type, String address, Optional<String> user, Optional<String> password) {

    /** In a file of the warehouse. */
    public static final String SQLITE = "sqlite";

    /** On a server. */
    public static final String POSTGRESQL = "postgresql";

    /** What a profile has that names none. */
    public static final CatalogueSettings EMBEDDED = of(SQLITE);

    public CatalogueSettings {
        requireNonNull(type, "type");
        requireNonNull(address, "address");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    /** One that needs no address. */
    public static CatalogueSettings of(String type) {
        return new CatalogueSettings(type, "", Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return address.isEmpty() ? type : address;
    }
}
