package dev.weir.contracts.read.catalogue;

import dev.weir.contracts.Code;
import dev.weir.contracts.Problems;
import dev.weir.contracts.read.settings.CatalogueKeys;
import dev.weir.contracts.read.settings.CatalogueTypes;
import dev.weir.contracts.read.settings.DatabaseAccess;
import dev.weir.contracts.settings.CatalogueSettings;
import dev.weir.contracts.standard.Field;
import dev.weir.contracts.yaml.YamlMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A catalogue on a PostgreSQL server. A password is a variable, never written. */
public final class ServerKeys implements CatalogueKeys {

    private static final Field<String> STORE = CatalogueTypes.STORE;
    private static final Field<String> USER = CatalogueTypes.USER;
    private static final Field<String> PASSWORD = CatalogueTypes.PASSWORD;

    private static final Set<String> KEYS =
            Set.of(CatalogueTypes.TYPE.name(), STORE.name(), USER.name(), PASSWORD.name());

    private static final Pattern SERVER = Pattern.compile("jdbc:postgresql:\\S+");

    @Override
    public String type() {
        return CatalogueSettings.POSTGRESQL;
    }

    @Override
    public CatalogueSettings read(YamlMap catalogue, Map<String, String> filled, Problems problems) {
        catalogue.entries().forEach((key, entry) -> {
            if (!KEYS.contains(key)) {
                problems.add(
                        Code.UNKNOWN_FIELD,
                        entry.key(),
                        "'" + key + "' is no field of a catalogue of the type '" + type() + "'",
                        "it has type, store, user and password",
                        "take it out; what the driver has to know stands in the address");
            }
        });
        if (!STORE.isIn(catalogue)) {
            problems.add(
                    Code.MISSING_FIELD,
                    catalogue.place(),
                    "the catalogue has no 'store'",
                    "one of the type '" + type() + "' lies in a database",
                    "add store: jdbc:postgresql://host/database");
            return CatalogueSettings.EMBEDDED;
        }
        String address = filled.getOrDefault(STORE.name(), "").strip();
        if (!SERVER.matcher(address).matches()) {
            problems.add(
                    Code.INVALID_VALUE,
                    STORE.place(catalogue),
                    "the catalogue cannot be kept in '" + DatabaseAccess.shown(STORE.or(catalogue, "")) + "'",
                    "one of the type '" + type() + "' lies in PostgreSQL",
                    "write jdbc:postgresql://host/database, or 'type: sqlite': then it lies in the warehouse");
            return CatalogueSettings.EMBEDDED;
        }
        boolean open = DatabaseAccess.isOpen(catalogue, STORE, address, "the catalogue", problems);
        boolean kept =
                DatabaseAccess.isVariable(catalogue, PASSWORD, "the catalogue", "${WEIR_CATALOGUE_PASSWORD}", problems);
        return open
                ? CatalogueSettings.EMBEDDED
                : new CatalogueSettings(
                        type(),
                        address,
                        Optional.ofNullable(filled.get(USER.name())),
                        kept ? Optional.ofNullable(filled.get(PASSWORD.name())) : Optional.empty());
    }
}
