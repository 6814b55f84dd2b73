package dev.weir.contracts.settings;

import java.util.Map;
import java.util.Optional;

/**
 * Which catalogue a profile's tables are found in.
 *
 * @param type {@value #SQLITE}, {@value #POSTGRESQL}, {@value #REST}, or another word as written
 * @param address of the database, such as {@code jdbc:postgresql://…}, or another place where the catalogue lies; empty where the
 *     type needs none
 * @param user who asks it
 * @param password of the user, or a token where there is none; never shown
 * @param more what else the type has to know, by its key; nothing secret
 * @param shown another catalogue, in which released tables are shown
 */
public record CatalogueSettings(
        String type,
        String address,
        Optional<String> user,
        Optional<String> password,
        Map<String, String> more,
        Optional<CatalogueSettings> shown) {

    /** In a file of the warehouse. */
    public static final String SQLITE = "sqlite";

    /** On a server. */
    public static final String POSTGRESQL = "postgresql";

    /** On a server that speaks Iceberg's REST protocol. */
    public static final String REST = "rest";

    /** What a profile has that names none. */
    public static final CatalogueSettings EMBEDDED = of(SQLITE);

    public CatalogueSettings {
        more = Map.copyOf(more);
    }

    /** One that is shown nowhere else. */
    public CatalogueSettings(
            String type, String address, Optional<String> user, Optional<String> password, Map<String, String> more) {
        this(type, address, user, password, more, Optional.empty());
    }

    /** The same, with its releases shown in another. */
    public CatalogueSettings shownIn(CatalogueSettings other) {
        return new CatalogueSettings(type, address, user, password, more, Optional.of(other));
    }

    /** One of which nothing else has to be known. */
    public CatalogueSettings(String type, String address, Optional<String> user, Optional<String> password) {
        this(type, address, user, password, Map.of());
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
